import { Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { coverageOf, coverChain } from '../../domain/chain/cover-chain.ts';
import type { GoalMeasure } from '../../domain/goals/goal-measures.ts';
import { type MonthReport, reportedTotal } from '../../domain/goals/reported-total.ts';
import { areasOf } from '../../domain/live-figures.ts';
import { measures } from '../../domain/measures.ts';
import { parkInputs } from '../../domain/park-inputs.ts';
import { millionthsOf, shareOf } from '../../domain/ratio.ts';
import type { FindChain, ReadTenants } from '../chain/chain-ports.ts';
import type { ListParks, ReadOutcomes, ReadStateCounts } from '../reading-ports.ts';

/** A report for each of a park's months, in their order, out of what was reported by an instant. */
export type ReadReported = (
  db: Executor,
  wanted: {
    readonly park: string;
    readonly months: readonly Month[];
    readonly tenants: readonly { readonly month: Month; readonly uscc: string }[];
    readonly knownAt: Date;
  },
) => Promise<readonly MonthReport[]>;

export interface MeasuringPorts {
  readonly listParks: ListParks;
  readonly readStateCounts: ReadStateCounts;
  readonly readOutcomes: ReadOutcomes;
  readonly readTenants: ReadTenants;
  readonly findChain: FindChain;
  readonly readReported: ReadReported;
}

export interface Measuring {
  readonly park: string;
  readonly measure: GoalMeasure;
  readonly at: Date;
  /** The last instant before the goal's period, for what is new since. */
  readonly since: Date;
  /** Reports that came later do not count. */
  readonly knownAt: Date;
}

/** What a measure was in a park at an instant up to now; undefined where there was nothing to measure. */
export type MeasureGoal = (db: Executor, measuring: Measuring) => Promise<number | undefined>;

export const makeMeasureGoal =
  (ports: MeasuringPorts): MeasureGoal =>
  (db, measuring) =>
    readings[measuring.measure](ports, db, measuring);

type Reading = (ports: MeasuringPorts, db: Executor, of: Measuring) => Promise<number | undefined>;

const readings: Readonly<Record<GoalMeasure, Reading>> = {
  'occupancy-rate': async (ports, db, of) => {
    const { let: part, lettable: whole } = await areasAt(ports, db, of);
    return optionalShare(millionthsOf({ part, whole }));
  },
  'let-area': async (ports, db, of) => {
    const { let: area, lettable } = await areasAt(ports, db, of);
    return lettable === 0n ? undefined : Number(area) / 100;
  },
  tenants: async ({ readTenants }, db, { park, at }) =>
    (await readTenants(db, park, { now: at, at }))?.length,
  'new-tenants': async ({ readTenants }, db, { park, at, since }) => {
    const before = await readTenants(db, park, { now: since, at: since });
    const now = await readTenants(db, park, { now: at, at });
    // Whoever was there when nobody reported on the park is not new.
    return before && now?.filter(({ uscc }) => !before.some((other) => other.uscc === uscc)).length;
  },
  'leading-share': async (ports, db, { park, at }) => {
    const [facts] = await ports.listParks(db, [park]);
    // Up to and including that instant.
    const cutoffMs = at.getTime() + 1;
    const month = Month.of(at);
    const units = await ports.readOutcomes(db, { month, cutoffMs, parks: [park] });
    if (!facts) return undefined;
    const inputs = parkInputs(facts, units, undefined, { cutoffMs, freshDays: 1 });
    return optionalShare(measures['leading-share'](inputs));
  },
  'chain-coverage': async ({ listParks, findChain, readTenants }, db, { park, at }) => {
    const [facts] = await listParks(db, [park]);
    const chain = await findChain(db, park, at);
    const tenants = await readTenants(db, park, { now: at, at });
    if (!facts || !chain || !tenants) return undefined;
    const { covered, segments } = coverageOf(coverChain(chain.definition, facts.leadingIndustries, tenants));
    return optionalShare(millionthsOf({ part: BigInt(covered), whole: BigInt(segments) }));
  },
  output: (ports, db, of) => totalOf('outputFen', ports, db, of),
  tax: (ports, db, of) => totalOf('taxFen', ports, db, of),
};

/** Of the period's months that have begun; before the first of them there is nothing yet. */
async function totalOf(
  amount: 'outputFen' | 'taxFen',
  { readTenants, readReported }: MeasuringPorts,
  db: Executor,
  { park, at, since, knownAt }: Measuring,
): Promise<number | undefined> {
  if (at <= since) return 0;
  const months = Month.between(Month.of(since.getTime() + 1), Month.of(at));
  const tenants: { readonly month: Month; readonly uscc: string }[] = [];
  for (const month of months) {
    const end = new Date(Math.min(Month.endMs(month) - 1, at.getTime()));
    for (const { uscc } of (await readTenants(db, park, { now: end, at: end })) ?? [])
      tenants.push({ month, uscc });
  }
  return reportedTotal(await readReported(db, { park, months, tenants, knownAt }), amount, knownAt);
}

const areasAt = async ({ readStateCounts }: MeasuringPorts, db: Executor, { park, at }: Measuring) =>
  areasOf(await readStateCounts(db, { now: at, at, parks: [park] }));

const optionalShare = (millionths: number | undefined): number | undefined =>
  millionths === undefined ? undefined : shareOf(millionths);
