import { formatInstant, type Month } from '@yuanqu/domain';
import type { Canonical } from './canonical-json.ts';
import type { ParkEvidence } from './evidence/park-evidence.ts';
import type { Override } from './override.ts';
import { type ParkFacts, parkInputs, type ParkInputs, type UnitOutcome } from './park-inputs.ts';
import { rankParks, type RankedScore } from './rank-parks.ts';
import { scorePark } from './score-park.ts';
import type { ScoringRule } from './scoring-rule.ts';

/** A month's table: what went in and what came out. */
export interface LeagueTable {
  readonly month: Month;
  readonly cutoffMs: number;
  readonly rule: ScoringRule;
  readonly inputs: readonly ParkInputs[];
  readonly scores: readonly RankedScore[];
}

/** All that a table is reckoned from. */
export interface TableBasis {
  readonly month: Month;
  readonly cutoffMs: number;
  readonly rule: ScoringRule;
  readonly parks: readonly ParkFacts[];
  readonly units: readonly UnitOutcome[];
  readonly previous: ReadonlyMap<string, ParkInputs['previous']>;
  /** By park; absent under rules that judge by units alone. */
  readonly evidence?: ReadonlyMap<string, ParkEvidence> | undefined;
  /** By park, in the order in which they were decided. */
  readonly overrides?: ReadonlyMap<string, readonly Override[]> | undefined;
}

/** How far a consumer's effects reached in a partition when a month was frozen. */
export interface Watermark {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  readonly epoch: number;
  readonly sequence: bigint;
}

/** Reckons a month's table. */
export function leagueTable(basis: TableBasis): LeagueTable {
  const { month, cutoffMs, rule, parks, units, previous } = basis;
  const unitsOf = Map.groupBy(units, ({ park }) => park);
  const { freshDays } = rule.definition;
  const inputs = parks.map((park) =>
    parkInputs(park, unitsOf.get(park.code) ?? [], previous.get(park.code), {
      cutoffMs,
      freshDays,
      evidence: basis.evidence?.get(park.code),
      overrides: basis.overrides?.get(park.code),
    }),
  );
  const scores = rankParks(inputs.map((park) => scorePark(rule.definition, month, park)));
  return { month, cutoffMs, rule, inputs, scores };
}

/** What is kept of a closed month: everything its scores follow from, and the scores. Times are ms since 1970, UTC. */
export const frozenDocument = (
  table: LeagueTable,
  frozen: {
    readonly version: number;
    readonly watermarks: readonly Watermark[];
    readonly unitsSha256: string;
  },
): Canonical => ({
  format: 1,
  month: table.month,
  version: frozen.version,
  cutoff: formatInstant(table.cutoffMs),
  rule: {
    version: table.rule.version,
    effectiveFrom: table.rule.effectiveFrom,
    definition: table.rule.definition,
  },
  watermarks: frozen.watermarks.map((watermark) => ({ ...watermark })),
  unitsSha256: frozen.unitsSha256,
  parks: table.inputs.map(frozenInputs),
  scores: table.scores.map(({ indicators, deductions, ...score }) => ({
    ...score,
    indicators: indicators.map((indicator) => ({ ...indicator })),
    deductions: deductions?.map((deduction) => ({ ...deduction })),
  })),
});

/** A unit's outcome as a line of which the frozen document holds the digest. */
export const frozenUnitLine = ({ last, sinceMs, retiredAtMs, ...unit }: UnitOutcome): Canonical => ({
  ...unit,
  since: formatInstant(sinceMs),
  retiredAt: retiredAtMs === undefined ? undefined : formatInstant(retiredAtMs),
  last: last && {
    status: last.status,
    observedAt: formatInstant(last.observedAtMs),
    uscc: last.uscc,
    industry: last.industry,
    sizeClass: last.sizeClass,
  },
});

const frozenInputs = ({ park, month, previous, evidence, overrides, ...amounts }: ParkInputs): Canonical => ({
  park: {
    code: park.code,
    name: park.name,
    since: formatInstant(park.sinceMs),
    leadingIndustries: park.leadingIndustries,
  },
  month: { ...month },
  previous: previous && { ...previous },
  evidence: evidence && frozenEvidence(evidence),
  overrides: overrides?.map((override) => ({ ...override })),
  ...amounts,
});

const frozenEvidence = ({
  service,
  policy,
  tasks,
  safety,
  integrity,
  chain,
  ...sums
}: NonNullable<ParkInputs['evidence']>): Canonical => ({
  ...sums,
  service: { ...service },
  policy: { ...policy },
  tasks: { ...tasks },
  safety: { ...safety },
  integrity: { ...integrity },
  chain: chain && { ...chain },
});
