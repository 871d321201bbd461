import type { Sentence } from '@yuanqu/domain';
import { grouped } from '../indicator-units.ts';
import { divideHalfUp, millionthsOf, percentOf, shareOf } from '../ratio.ts';
import { isLow, outputPerMuOf } from './place-output.ts';
import type { Place } from './place.ts';

/** Space that approved applications of a park wait for. */
export interface WaitingDemand {
  readonly park: string;
  readonly usage: string;
  readonly demands: number;
  /** In hundredths of a m². */
  readonly missing: bigint;
}

export const candidateParts = ['output', 'vacancy', 'demand', 'size', 'age'] as const;
export type CandidatePart = (typeof candidateParts)[number];
type Weights = Readonly<Record<CandidatePart, number>>;

/** Out of how many points each part of a candidate's score is. */
export const candidateWeights: Weights = { output: 30, vacancy: 30, demand: 26, size: 7, age: 7 };
/** Where a place's output is not known its weight goes to the others. */
export const weightsWithoutOutput: Weights = { output: 0, vacancy: 45, demand: 35, size: 10, age: 10 };

/** What the score would take in and nobody has told of. */
export const missingData = ['output-per-mu', 'year-built'] as const;

/** Why a place is a candidate. */
export const candidateReasons = ['low-occupancy', 'low-output'] as const;
export type CandidateReason = (typeof candidateReasons)[number];

export interface Candidate {
  readonly rank: number;
  readonly place: Place;
  /** Let over lettable. */
  readonly rate: number;
  readonly vacantM2: number;
  readonly because: readonly CandidateReason[];
  /** Whole yuan of the month named; absent while land is unknown or too few firms reported. */
  readonly outputPerMu?: { readonly month: string; readonly yuan: number };
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
  readonly missing: readonly (typeof missingData)[number][];
}

/**
 * The places below their target occupancy, or with less than half of the district's output per mu, the one that most
 * speaks for renovation first. Whole points: the same places rank the same.
 */
export function rankCandidates(
  places: readonly Place[],
  demand: readonly WaitingDemand[],
  nowMs: number,
  districtPerMu?: number,
): RankedCandidates {
  const [unobserved, known] = partition(places, ({ lettable, unobserved: unknown }) => unknown === lettable);
  const reported = known.map((place) =>
    Object.assign({}, place, { lettable: place.lettable - place.unobserved }),
  );
  const largest = reported.reduce((most, { lettable }) => (lettable > most ? lettable : most), 0n);
  const items = reported
    .map((place) => scored(place, demand, { largest, nowMs, districtPerMu }))
    .filter(({ because }) => because.length > 0)
    .toSorted((a, b) => b.score - a.score || (keyOf(a.place) < keyOf(b.place) ? -1 : 1))
    .map((candidate, index) => Object.assign({ rank: index + 1 }, candidate));
  return {
    items,
    unobserved: unobserved.filter(({ lettable }) => lettable > 0n),
    missing: items.some(({ outputPerMu }) => outputPerMu) ? ['year-built'] : missingData,
  };
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
  { largest, nowMs, districtPerMu }: Beside,
): Omit<Candidate, 'rank'> {
  const perMu = districtPerMu === undefined ? undefined : outputPerMuOf(place);
  const vacant = place.lettable - place.let;
  const wanted = demand.filter(({ usage }) => place.usages.includes(usage));
  const near = totalOf(wanted.filter(({ park }) => park === place.park));
  const far = totalOf(wanted.filter(({ park }) => park !== place.park));
  const years = Math.max(0, Math.floor(((nowMs - place.registeredSinceMs) / yearMs) * 10) / 10);
  // Demand of another park counts half: its people want to be there.
  const missing = near.missing + far.missing / 2n;
  const weights = perMu === undefined ? weightsWithoutOutput : candidateWeights;
  const shares: Readonly<Record<CandidatePart, readonly [bigint, bigint]>> = {
    output: shortfallOf(perMu, districtPerMu),
    vacancy: [vacant, place.lettable],
    demand: [missing < vacant ? missing : vacant, vacant],
    size: [place.lettable, largest],
    age: [BigInt(Math.round(Math.min(years, fullAgeYears) * 10)), BigInt(fullAgeYears * 10)],
  };
  const parts = candidateParts
    .filter((part) => weights[part] > 0)
    .map((part) => ({ part, points: points(weights[part], ...shares[part]), of: weights[part] }));
  const figures = {
    rate: shareOf(millionthsOf({ part: place.let, whole: place.lettable }) ?? 0),
    vacantM2: Number(vacant) / 100,
    near: { demands: near.demands, missingM2: Number(near.missing) / 100 },
    far: { demands: far.demands, missingM2: Number(far.missing) / 100 },
    years,
    because: [
      ...(place.let * 10_000n < place.lettable * BigInt(place.target) ? (['low-occupancy'] as const) : []),
      ...(isLow(perMu, districtPerMu) ? (['low-output'] as const) : []),
    ],
    ...(perMu !== undefined && place.output && { outputPerMu: { month: place.output.month, yuan: perMu } }),
  };
  const score = parts.reduce((sum, part) => sum + part.points, 0);
  return { place, ...figures, score, parts, sentence: sentenceOf(place, figures, districtPerMu) };
}

interface Beside {
  readonly largest: bigint;
  readonly nowMs: number;
  readonly districtPerMu: number | undefined;
}

/** How far below the district's output per mu a place is, of it. */
function shortfallOf(own: number | undefined, district: number | undefined): readonly [bigint, bigint] {
  if (own === undefined || district === undefined || district <= 0 || own >= district) return [0n, 1n];
  return [BigInt(district - Math.max(0, own)), BigInt(district)];
}

const points = (weight: number, share: bigint, whole: bigint): number =>
  whole === 0n ? 0 : Number(divideHalfUp(BigInt(weight) * share, whole));

const totalOf = (demand: readonly WaitingDemand[]) => ({
  demands: demand.reduce((sum, { demands }) => sum + demands, 0),
  missing: demand.reduce((sum, { missing }) => sum + missing, 0n),
});

type Figures = Pick<Candidate, 'rate' | 'vacantM2' | 'near' | 'far' | 'years' | 'because' | 'outputPerMu'>;

function sentenceOf(
  { name, parkName, level, lettable, unobserved, target }: Place,
  { rate, vacantM2, near, far, years, because, outputPerMu }: Figures,
  districtPerMu: number | undefined,
): Sentence {
  const where = level === 'park' ? name : `${parkName}${name}`;
  const whereEn = level === 'park' ? name : `${name}, ${parkName}`;
  const [is, wanted] = [percentOf(Math.round(rate * 1e6)), percentOf(target * 100)];
  const [against, againstEn] = because.includes('low-occupancy')
    ? ['低于', 'below']
    : ['不低于', 'not below'];
  const area = Number(lettable) / 100;
  const unknown = Number(unobserved) / 100;
  const besides = unknown === 0 ? '' : `另有 ${unknown} 平方米从未上报，未计入。`;
  const besidesEn = unknown === 0 ? '' : ` ${unknown} m² nobody has reported on are not counted.`;
  const output = outputSentence(outputPerMu, districtPerMu);
  return {
    zh: `${where}：可租 ${area} 平方米，空置 ${vacantM2} 平方米，入驻率 ${is}，${against}目标 ${wanted}；本园 ${near.demands} 项同类需求尚缺 ${near.missingM2} 平方米，区内其他园区 ${far.demands} 项缺 ${far.missingM2} 平方米；在册 ${years} 年。${besides}${output.zh}`,
    en: `${whereEn}: ${vacantM2} of ${area} m² lettable are vacant, ${is} let, ${againstEn} the target of ${wanted}; ${near.demands} demands of its kind in the park miss ${near.missingM2} m², ${far.demands} in other parks ${far.missingM2} m²; registered for ${years} years.${besidesEn} ${output.en}`,
  };
}

function outputSentence(own: Candidate['outputPerMu'], district: number | undefined): Sentence {
  if (!own || district === undefined)
    return {
      zh: '亩均产出和建成年份暂无数据，未计入。',
      en: 'Output per mu and year built are not known and not counted.',
    };
  return {
    zh: `${own.month} 亩均产出 ${grouped(own.yuan)} 元，全区 ${grouped(district)} 元。建成年份暂无数据，未计入。`,
    en: `Output per mu in ${own.month} was ${grouped(own.yuan)} yuan, the district’s ${grouped(district)} yuan. The year built is not known and not counted.`,
  };
}
