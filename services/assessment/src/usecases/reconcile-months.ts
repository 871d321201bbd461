import { type Clock, Month } from '@yuanqu/domain';
import type { Transaction } from '@yuanqu/service-kit';
import type { UnitOutcome } from '../domain/park-inputs.ts';
import type { HoldConsumers } from './league-ports.ts';
import type { RecomputeMonths } from './ports.ts';
import type { ReadOutcomes } from './reading-ports.ts';

interface Ports {
  readonly transaction: Transaction;
  readonly holdConsumers: HoldConsumers;
  readonly readOutcomes: ReadOutcomes;
  readonly recomputeMonths: RecomputeMonths;
  readonly clock: Clock;
}

/**
 * Holds the settled months of the running and the last month against their observations and reckons anew what differs.
 * Nothing should: a difference is a bug, and whoever calls says so loudly. Returns the ids of the units that differed.
 */
export const makeReconcileMonths =
  ({ transaction, holdConsumers, readOutcomes, recomputeMonths, clock }: Ports) =>
  (): Promise<readonly string[]> =>
    transaction(async (tx) => {
      await holdConsumers(tx);
      const nowMs = clock().getTime();
      const running = Month.of(nowMs);
      const different = new Set<string>();
      for (const month of [Month.previous(running), running]) {
        const wanted = { month, cutoffMs: Math.min(nowMs, Month.endMs(month)) };
        const settled = await readOutcomes(tx, wanted);
        const exact = await readOutcomes(tx, { ...wanted, exact: true });
        for (const unitId of differing(settled, exact)) different.add(unitId);
      }
      await recomputeMonths(tx, [], [...different]);
      return [...different];
    });

/** Both lists hold the same units in the same order: facts decide that, not observations. */
const differing = (settled: readonly UnitOutcome[], exact: readonly UnitOutcome[]): readonly string[] =>
  exact
    .filter((unit, index) => {
      const other = settled[index];
      return other?.letMs !== unit.letMs || other.lettableMs !== unit.lettableMs;
    })
    .map(({ unitId }) => unitId);
