import type { Sentence } from '@yuanqu/domain';
import { divideHalfUp, millionthsOf, percentOf, shareOf } from '../ratio.ts';
import type { Place } from './place.ts';

/** Space that approved applications of a park wait for. */
export interface WaitingDemand {
  readonly park: string;
  readonly usage: string;
  readonly demands: number;
  /** In hundredths of a m². */
  readonly missing: bigint;
}

/** Out of how many points each part of a candidate's score is. */
export const candidateWeights = { vacancy: 45, demand: 35, size: 10, age: 10 } as const;
export type CandidatePart = keyof typeof candidateWeights;

/** What the score would take in and nobody has told of. */
export const missingData = ['output-per-mu', 'year-built'] as const;

export interface Candidate {
  readonly rank: number;
  readonly place: Place;
  /** Let over lettable. */
  readonly rate: number;
  readonly vacantM2: number;
  /** Of the usages that the place has: in its own park, and in the district's other parks. */
  readonly near: { readonly demands: number; readonly missingM2: number };
  readonly far: { readonly demands: number; readonly missingM2: number };
  readonly years: number;
  /** Of 100. */
  readonly score: number;
  readonly parts: readonly { readonly part: CandidatePart; readonly points: number; readonly of: number }[];
  readonly sentence: Sentence;
}

export interface RankedCandidates {
  readonly items: readonly Candidate[];
  /** Places that nobody has reported on: nothing can be said of them. */
  readonly unobserved: readonly Place[];
}

/** The places below their target, the one that most speaks for renovation first. Whole points: the same places rank the same. */
export function rankCandidates(
  places: readonly Place[],
  demand: readonly WaitingDemand[],
  nowMs: number,
): RankedCandidates {
  const [unobserved, known] = partition(places, ({ lettable, unobserved: unknown }) => unknown === lettable);
  const reported = known.map((place) =>
    Object.assign({}, place, { lettable: place.lettable - place.unobserved }),
  );
  const largest = reported.reduce((most, { lettable }) => (lettable > most ? lettable : most), 0n);
  const items = reported
    .filter(({ let: part, lettable, target }) => part * 10_000n < lettable * BigInt(target))
    .map((place) => scored(place, demand, largest, nowMs))
    .toSorted((a, b) => b.score - a.score || (keyOf(a.place) < keyOf(b.place) ? -1 : 1))
    .map((candidate, index) => Object.assign({ rank: index + 1 }, candidate));
  return { items, unobserved: unobserved.filter(({ lettable }) => lettable > 0n) };
}

const keyOf = ({ park, code }: Place): string => `${park} ${code}`;

const partition = <T>(
  items: readonly T[],
  is: (item: T) => boolean,
): readonly [readonly T[], readonly T[]] => [items.filter(is), items.filter((item) => !is(item))];

const fullAgeYears = 10;
const yearMs = 365.25 * 86_400_000;

function scored(
  place: Place,
  demand: readonly WaitingDemand[],
  largest: bigint,
  nowMs: number,
): Omit<Candidate, 'rank'> {
  const vacant = place.lettable - place.let;
  const wanted = demand.filter(({ usage }) => place.usages.includes(usage));
  const near = totalOf(wanted.filter(({ park }) => park === place.park));
  const far = totalOf(wanted.filter(({ park }) => park !== place.park));
  const years = Math.max(0, Math.floor(((nowMs - place.registeredSinceMs) / yearMs) * 10) / 10);
  // Demand of another park counts half: its people want to be there.
  const missing = near.missing + far.missing / 2n;
  const earned: Readonly<Record<CandidatePart, number>> = {
    vacancy: points('vacancy', vacant, place.lettable),
    demand: points('demand', missing < vacant ? missing : vacant, vacant),
    size: points('size', place.lettable, largest),
    age: points('age', BigInt(Math.round(Math.min(years, fullAgeYears) * 10)), BigInt(fullAgeYears * 10)),
  };
  const parts = (Object.keys(candidateWeights) as CandidatePart[]).map((part) => ({
    part,
    points: earned[part],
    of: candidateWeights[part],
  }));
  const figures = {
    rate: shareOf(millionthsOf({ part: place.let, whole: place.lettable }) ?? 0),
    vacantM2: Number(vacant) / 100,
    near: { demands: near.demands, missingM2: Number(near.missing) / 100 },
    far: { demands: far.demands, missingM2: Number(far.missing) / 100 },
    years,
  };
  const score = parts.reduce((sum, part) => sum + part.points, 0);
  return { place, ...figures, score, parts, sentence: sentenceOf(place, figures) };
}

const points = (part: CandidatePart, share: bigint, whole: bigint): number =>
  whole === 0n ? 0 : Number(divideHalfUp(BigInt(candidateWeights[part]) * share, whole));

const totalOf = (demand: readonly WaitingDemand[]) => ({
  demands: demand.reduce((sum, { demands }) => sum + demands, 0),
  missing: demand.reduce((sum, { missing }) => sum + missing, 0n),
});

function sentenceOf(
  { name, parkName, level, lettable, unobserved, target }: Place,
  { rate, vacantM2, near, far, years }: Pick<Candidate, 'rate' | 'vacantM2' | 'near' | 'far' | 'years'>,
): Sentence {
  const where = level === 'park' ? name : `${parkName}${name}`;
  const whereEn = level === 'park' ? name : `${name}, ${parkName}`;
  const [is, wanted] = [percentOf(Math.round(rate * 1e6)), percentOf(target * 100)];
  const area = Number(lettable) / 100;
  const unknown = Number(unobserved) / 100;
  const besides = unknown === 0 ? '' : `另有 ${unknown} 平方米从未上报，未计入。`;
  const besidesEn = unknown === 0 ? '' : ` ${unknown} m² nobody has reported on are not counted.`;
  return {
    zh: `${where}：可租 ${area} 平方米，空置 ${vacantM2} 平方米，入驻率 ${is}，低于目标 ${wanted}；本园 ${near.demands} 项同类需求尚缺 ${near.missingM2} 平方米，区内其他园区 ${far.demands} 项缺 ${far.missingM2} 平方米；在册 ${years} 年。${besides}亩均产出和建成年份暂无数据，未计入。`,
    en: `${whereEn}: ${vacantM2} of ${area} m² lettable are vacant, ${is} let, below the target of ${wanted}; ${near.demands} demands of its kind in the park miss ${near.missingM2} m², ${far.demands} in other parks ${far.missingM2} m²; registered for ${years} years.${besidesEn} Output per mu and year built are not known and not counted.`,
  };
}
