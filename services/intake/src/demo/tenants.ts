import { AppError, Industry, type IndustryCode, usccCheckCharacter } from '@yuanqu/domain';
import { type Enterprise, sizeOf } from '../domain/enterprise.ts';
import { otherFirms, type ParkPlan } from './park-plans.ts';
import type { Random } from './random.ts';

/** Invents tenants: names no two of which are the same, codes whose check character is right, figures that suit a park's firms. */
export interface TenantMaker {
  readonly make: (plan: ParkPlan) => Enterprise;
  /** A code that belongs to nobody yet. */
  readonly unknownUscc: () => string;
}

export function makeTenants(random: Random): TenantMaker {
  const names = random.shuffled(
    firstSyllables.flatMap((first) => secondSyllables.map((second) => first + second)),
  );
  let made = 0;

  const uscc = (prefix: string): string => {
    made += 1;
    // 91 or 31, Fengze's division code, and a body code that no registry gives out.
    const first17 = `${prefix}350503DEM0${String(made).padStart(5, '0')}`;
    return first17 + usccCheckCharacter(first17);
  };

  const make = (plan: ParkPlan): Enterprise => {
    const [code, word] = random.pick(random.chance(0.68) ? plan.firms : otherFirms);
    const name = `${names[made % names.length]}${thirdSyllables[Math.floor(made / names.length)]}`;
    const isLawFirm = word === '律师事务所';
    const figures = figuresOf(industryOf(code), random);
    const id = uscc(isLawFirm ? '31' : '91');
    return {
      uscc: id,
      name: isLawFirm ? `演示·福建${name}律师事务所` : `演示·泉州${name}${word}有限公司`,
      ...figures,
      sizeClass: sizeOf({ uscc: id, ...figures }),
      demo: true,
    };
  };
  return { make, unknownUscc: () => uscc('91') };
}

/** Most are small: figures spread over four orders of magnitude, leaning to the lower end. */
function figuresOf(industry: IndustryCode, random: Random) {
  const staff = 3 + Math.floor(400 * random.next() ** 5);
  const revenueWan = Math.round(staff * (12 + 60 * random.next()));
  const assetsWan = Math.round(revenueWan * (0.3 + 1.2 * random.next()));
  return { industry, staff, revenueFen: fenOfWan(revenueWan), assetsFen: fenOfWan(assetsWan) };
}

const fenOfWan = (wan: number): bigint => BigInt(wan) * 1_000_000n;

function industryOf(code: string): IndustryCode {
  const industry = Industry.parseClass(code);
  if (industry instanceof AppError) throw industry;
  return industry;
}

// A third one for each time that the pairs have all been used.
const thirdSyllables = ['', '德', '荣', '海', '华', '兴', '宇', '天'];
const firstSyllables = '泉丰海晋闽洛鲤刺桐清源东宝盖紫帽笋江浔埔华大城洋云鹿'.split('');
const secondSyllables = '启信达恒联创盛和瑞通远博智诚睿新嘉鼎泰合力凡维程越安'.split('');
