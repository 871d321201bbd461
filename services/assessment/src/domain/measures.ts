import { type Deadlines, type ParkEvidence, reportsSuffice, yuanPerMu } from './evidence/park-evidence.ts';
import { occupancyOf } from './month-occupancy.ts';
import type { ParkInputs } from './park-inputs.ts';
import { millionthsOf } from './ratio.ts';
import type { IndicatorCode, RuleDefinition } from './rule-definition.ts';

type MeasureOf = (inputs: ParkInputs, rule?: Pick<RuleDefinition, 'minReporting'>) => number | undefined;

/** What each indicator measures, in its unit; undefined when there is nothing to measure: missing is not zero. */
export const measures: Readonly<Record<IndicatorCode, MeasureOf>> = {
  occupancy: ({ month }) => millionthsOf(occupancyOf(month)),
  'occupancy-change': ({ month, previous }) => {
    const now = millionthsOf(occupancyOf(month));
    const then = previous && millionthsOf(occupancyOf(previous));
    return now === undefined || then === undefined ? undefined : now - then;
  },
  'leading-share': ({ letArea, leadingLetArea }) => millionthsOf({ part: leadingLetArea, whole: letArea }),
  freshness: (inputs) => {
    const parts = freshnessParts(inputs);
    return share(sum(parts.map(({ there }) => there)), sum(parts.map(({ wanted }) => wanted)));
  },
  'output-per-mu': ({ evidence }, rule) => perMu(evidence, evidence?.outputFen, rule?.minReporting),
  'tax-per-mu': ({ evidence }, rule) => perMu(evidence, evidence?.taxFen, rule?.minReporting),
  /** All or nothing: a tenant at the cut-off that is of the leading industry and of size class large. */
  'lead-enterprise': ({ park, evidence }) => {
    if (!evidence || park.leadingIndustries.length === 0 || evidence.sizedTenants === 0) return undefined;
    return evidence.leadFirms > 0 ? 1_000_000 : 0;
  },
  'chain-coverage': ({ evidence }) => share(evidence?.chain?.covered ?? 0, evidence?.chain?.segments ?? 0),
  'service-in-time': ({ evidence }) => inTime(evidence?.service),
  'policy-cases': ({ evidence }) => inTime(evidence?.policy),
  'tasks-in-time': ({ evidence }) => inTime(evidence?.tasks),
};

/** One thing of which data should be there: how many, and how many there are. */
export interface FreshnessPart {
  readonly what: 'units' | 'figures' | 'land';
  readonly wanted: number;
  readonly there: number;
}

/**
 * What freshness counts: units observed lately, and, under rules that ask for more, tenants whose figures came and
 * buildings whose land is known. So data that is missing costs freshness.
 */
export function freshnessParts({ units, freshUnits, evidence }: ParkInputs): readonly FreshnessPart[] {
  const observed: FreshnessPart = { what: 'units', wanted: units, there: freshUnits };
  if (!evidence) return [observed];
  const { tenants, reporting, buildings, surveyed } = evidence;
  return [
    observed,
    { what: 'figures', wanted: tenants, there: reporting },
    { what: 'land', wanted: buildings, there: surveyed },
  ];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const share = (part: number, whole: number): number | undefined =>
  millionthsOf({ part: BigInt(part), whole: BigInt(whole) });

const inTime = (deadlines: Deadlines | undefined): number | undefined =>
  deadlines && share(deadlines.inTime, deadlines.due);

const perMu = (
  evidence: ParkEvidence | undefined,
  fen: bigint | undefined,
  minReporting: number | undefined,
): number | undefined =>
  evidence && reportsSuffice(evidence, minReporting) ? yuanPerMu(fen, evidence) : undefined;
