import { AppError, type Clock, Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { type AreaTime, areaTimeOf, cutoffOf } from '../domain/month-occupancy.ts';
import { knownPark } from './known-park.ts';
import type { FindFrozen, FrozenFigure, ListParks, ReadOutcomes } from './reading-ports.ts';

interface Ports {
  readonly db: Executor;
  readonly listParks: ListParks;
  readonly readOutcomes: ReadOutcomes;
  readonly findFrozen: FindFrozen;
  readonly clock: Clock;
}

export interface ParkMonth {
  readonly park: { readonly code: string; readonly name: string };
  readonly month: Month;
  /** A running month counts up to now. */
  readonly running: boolean;
  readonly cutoffMs: number;
  readonly units: number;
  readonly areaTime: AreaTime;
  /** The figure that was frozen when the month was closed, if it was, and how many events came after. */
  readonly frozen: FrozenFigure | undefined;
}

/**
 * A park's month as the events known now make it, beside the frozen figure.
 * Errors: `assessment.unknown-park`, `assessment.month-not-begun`.
 */
export const makeReadParkMonth =
  ({ db, listParks, readOutcomes, findFrozen, clock }: Ports) =>
  async (code: string, wanted: Month | undefined): Promise<ParkMonth> => {
    const nowMs = clock().getTime();
    const month = wanted ?? Month.of(nowMs);
    const cutoffMs = begunCutoff(month, nowMs);
    const { name } = await knownPark(db, listParks, code);
    const [units, frozen] = await Promise.all([
      readOutcomes(db, { month, cutoffMs, parks: [code] }),
      findFrozen(db, month, code),
    ]);
    return {
      park: { code, name },
      month,
      running: cutoffMs < Month.endMs(month),
      cutoffMs,
      units: units.length,
      areaTime: areaTimeOf(units),
      frozen,
    };
  };

/** Up to when a month counts. Error: `assessment.month-not-begun`. */
export function begunCutoff(month: Month, nowMs: number): number {
  const cutoffMs = cutoffOf(month, nowMs);
  if (cutoffMs !== undefined) return cutoffMs;
  throw new AppError(
    'assessment.month-not-begun',
    'invalid',
    `${month} has not begun in Shanghai: ask for ${Month.of(nowMs)} or earlier.`,
  );
}
