import { AppError } from '@yuanqu/domain';
import type { UnitUsage } from '../unit.ts';
import type { LetUnit } from './tenancy.ts';

/** A unit that was chosen, with what it is for and whom its operator sees in it. */
export interface ChosenUnit extends LetUnit {
  readonly usage: UnitUsage;
  /** The tenant that it was last seen let to, or reserved for. */
  readonly seenWith?: string;
}

/** What contracts keep of a unit. */
export const letUnitOf = ({ id, code, areaM2, since }: ChosenUnit): LetUnit => ({
  id,
  code,
  areaM2,
  ...(since !== undefined && { since }),
});

export interface Wanted {
  readonly usage: UnitUsage;
  readonly areaM2: number;
}

/** A way in which the units are not what was approved, in both languages. */
interface Misfit {
  readonly code: 'usage' | 'area' | 'other-tenant';
  readonly zh: string;
  readonly en: string;
}

/**
 * Refuses units that are not for what was approved, fewer square metres than that, and those in which another tenant is
 * seen; with a reason despite that they are taken. `codes` are the tenant's own. Code: `tenancy.not-as-applied`.
 */
export function refuseMisfit(
  units: readonly ChosenUnit[],
  {
    wanted,
    codes,
    despite,
  }: {
    readonly wanted?: Wanted | undefined;
    readonly codes: ReadonlySet<string>;
    readonly despite?: string | undefined;
  },
): AppError | undefined {
  const misfits = [...(wanted ? unlike(units, wanted) : []), ...seenWithOthers(units, codes)];
  if (misfits.length === 0 || despite !== undefined) return undefined;
  const zh = misfits.map((misfit) => misfit.zh).join('；');
  const en = misfits.map((misfit) => misfit.en).join('; ');
  return new AppError(
    'tenancy.not-as-applied',
    'conflict',
    `${zh}。请改选房源；确需如此的，在 despite 中写明理由。 ${en}. Choose other units, or say in "despite" why these all the same.`,
    { misfits: misfits.map(({ code }) => code) },
  );
}

// A move to slightly larger rooms is no growth.
const mostGrowth = 1.2;

/** Refuses a change to much more than the contract has and the application was for. Code: `tenancy.grows`. */
export function refuseGrowth(
  had: readonly LetUnit[],
  chosen: readonly LetUnit[],
  applied: Wanted | undefined,
): AppError | undefined {
  const most = Math.max(areaOf(had), applied?.areaM2 ?? 0) * mostGrowth;
  if (areaOf(chosen) <= most) return undefined;
  const [now, then] = [areaOf(had), areaOf(chosen)];
  return new AppError(
    'tenancy.grows',
    'conflict',
    `变更后 ${then} 平方米，现为 ${now} 平方米；扩租须另行申请入驻，批准后单独签约。 The change is to ${then} m² from ${now} m²; more space is applied for (POST /applications) and has a contract of its own.`,
  );
}

const areaOf = (units: readonly LetUnit[]): number =>
  units.reduce((sum, unit) => sum + Math.round(unit.areaM2 * 100), 0) / 100;

function unlike(units: readonly ChosenUnit[], wanted: Wanted): readonly Misfit[] {
  const others = units.filter(({ usage }) => usage !== wanted.usage);
  const areaM2 = areaOf(units);
  return [
    ...(others.length === 0
      ? []
      : [
          {
            code: 'usage' as const,
            zh: `${listed(others)} 的用途不是申请的 ${wanted.usage}`,
            en: `${listed(others)}: not for the usage applied for, ${wanted.usage}`,
          },
        ]),
    ...(areaM2 >= wanted.areaM2
      ? []
      : [
          {
            code: 'area' as const,
            zh: `所选面积 ${areaM2} 平方米，申请 ${wanted.areaM2} 平方米`,
            en: `${areaM2} m² were chosen, ${wanted.areaM2} m² applied for`,
          },
        ]),
  ];
}

function seenWithOthers(units: readonly ChosenUnit[], codes: ReadonlySet<string>): readonly Misfit[] {
  const others = units.filter(({ seenWith }) => seenWith !== undefined && !codes.has(seenWith));
  if (others.length === 0) return [];
  const who = [...new Set(others.map(({ seenWith }) => seenWith))].join(', ');
  return [
    {
      code: 'other-tenant',
      zh: `${listed(others)} 现观测为其他租户（${who}）所用`,
      en: `${listed(others)}: seen with another tenant (${who})`,
    },
  ];
}

const mostNamed = 10;
const listed = (units: readonly ChosenUnit[]): string =>
  units
    .slice(0, mostNamed)
    .map(({ code }) => code)
    .join(', ') + (units.length > mostNamed ? ' …' : '');
