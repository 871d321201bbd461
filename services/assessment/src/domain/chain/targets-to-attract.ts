import type { Sentence } from '@yuanqu/domain';
import { counted } from '../counted.ts';
import type { ChainLink } from './chain-definition.ts';
import type { CoveredSegment } from './cover-chain.ts';

/** Out of how many points each part of a gap's score is. */
export const gapWeights = { between: 35, degree: 25, demand: 25, links: 15 } as const;
export type GapPart = keyof typeof gapWeights;

/** A segment to attract somebody to, and why before others. */
export interface TargetToAttract {
  readonly rank: number;
  readonly segment: string;
  /** Of 100. */
  readonly score: number;
  readonly parts: readonly { readonly part: GapPart; readonly points: number; readonly of: number }[];
  readonly sentence: Sentence;
}

/** The gaps, the one that holds the chain up most first. Points are whole, so that the same chain ranks the same. */
export function targetsToAttract(
  covered: readonly CoveredSegment[],
  links: readonly ChainLink[],
): readonly TargetToAttract[] {
  const measured = covered
    .filter(({ gap }) => gap !== undefined)
    .map((one) => measure(one, covered, links))
    .map((one, _, all) => scored(one, all, maxDegree(covered, links)));
  return measured
    .toSorted((a, b) => b.score - a.score || a.at - b.at)
    .map(({ target }, index) => Object.assign({ rank: index + 1 }, target));
}

interface Measured {
  readonly gap: CoveredSegment;
  /** Its place in the stream, which settles ties. */
  readonly at: number;
  readonly degree: number;
  readonly upstream: number;
  readonly downstream: number;
  /** Tenants of the covered segments that it is linked to. */
  readonly neighbours: number;
}

function measure(
  gap: CoveredSegment,
  covered: readonly CoveredSegment[],
  links: readonly ChainLink[],
): Measured {
  const { code } = gap.segment;
  const sources = links.filter(({ to }) => to === code).map(({ from }) => from);
  const customers = links.filter(({ from }) => from === code).map(({ to }) => to);
  const whole = covered.filter((other) => other.gap === undefined);
  const among = (codes: readonly string[]) => whole.filter(({ segment }) => codes.includes(segment.code));
  const near = among([...sources, ...customers]);
  return {
    gap,
    at: covered.indexOf(gap),
    degree: sources.length + customers.length,
    upstream: among(sources).length,
    downstream: among(customers).length,
    neighbours: near.reduce((sum, { coverers }) => sum + coverers.length, 0),
  };
}

const maxDegree = (covered: readonly CoveredSegment[], links: readonly ChainLink[]): number =>
  Math.max(
    0,
    ...covered.map(
      ({ segment: { code } }) => links.filter(({ from, to }) => [from, to].includes(code)).length,
    ),
  );

function scored(one: Measured, all: readonly Measured[], degreeAtMost: number) {
  const { gap, at, degree, upstream, downstream, neighbours } = one;
  const sides = Math.min(1, upstream) + Math.min(1, downstream);
  const earned: Readonly<Record<GapPart, number>> = {
    between: share(sides, 2, gapWeights.between),
    degree: share(degree, degreeAtMost, gapWeights.degree),
    demand: share(neighbours, Math.max(...all.map((other) => other.neighbours)), gapWeights.demand),
    links: share(upstream + downstream, degree, gapWeights.links),
  };
  const parts = (Object.keys(gapWeights) as GapPart[]).map((part) => ({
    part,
    points: earned[part],
    of: gapWeights[part],
  }));
  const score = parts.reduce((sum, { points }) => sum + points, 0);
  const target = { segment: gap.segment.code, score, parts, sentence: sentenceOf(one, score) };
  return { at, score, target };
}

const share = (part: number, whole: number, points: number): number =>
  whole === 0 ? 0 : Math.round((points * part) / whole);

function sentenceOf({ gap, degree, upstream, downstream, neighbours }: Measured, score: number): Sentence {
  const { name, industries } = gap.segment;
  const why =
    gap.gap === 'nobody'
      ? { zh: '无企业覆盖', en: 'nobody covers it' }
      : { zh: '唯一的企业即将退出', en: 'the only one who covers it leaves' };
  const codes = industries.length === 0 ? '—' : industries.join('、');
  const codesEn = industries.length === 0 ? '—' : industries.join(', ');
  return {
    zh: `${name.zh}（${why.zh}）：${score} 分；与 ${degree} 个环节相连，其中已覆盖的上游 ${upstream} 个、下游 ${downstream} 个，园内上下游企业 ${neighbours} 家；招引行业 ${codes}。`,
    en: `${name.en} (${why.en}): ${score} points; linked to ${counted(degree, 'segment')}, covered are ${upstream} upstream and ${downstream} downstream, with ${counted(neighbours, 'tenant')} it would trade with; industries to look for: ${codesEn}.`,
  };
}
