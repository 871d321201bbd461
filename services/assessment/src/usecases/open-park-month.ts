import { AppError, type Clock, Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { type StateInterval, stateIntervals } from '../domain/unit-time.ts';
import type { UnitOutcome } from '../domain/park-inputs.ts';
import { knownPark } from './known-park.ts';
import type {
  HistoryPosition,
  ListParks,
  ReadMonthHistory,
  ReadOutcomes,
  ReadUnitHistory,
  ReadUnits,
  StoredObservation,
} from './reading-ports.ts';
import { begunCutoff } from './read-park-month.ts';

interface Ports {
  readonly db: Executor;
  readonly listParks: ListParks;
  readonly readOutcomes: ReadOutcomes;
  readonly readUnits: ReadUnits;
  readonly readUnitHistory: ReadUnitHistory;
  readonly readMonthHistory: ReadMonthHistory;
  readonly clock: Clock;
}

export interface UnitIntervals {
  readonly unitId: string;
  readonly code: string;
  readonly areaHundredths: bigint;
  readonly counts: boolean;
  readonly intervals: readonly StateInterval<StoredObservation>[];
}

/** How a park's month opens down: to its units, to each unit's intervals, to the observations and their events. */
export function makeOpenParkMonth(ports: Ports) {
  const { db, readOutcomes, readUnits, readUnitHistory, readMonthHistory, clock } = ports;
  const spanOf = (month: Month) => ({
    fromMs: Month.startMs(month),
    toMs: begunCutoff(month, clock().getTime()),
  });
  return {
    /** Units in the order of their codes, each with its part in the month. */
    units: async (
      park: string,
      month: Month,
      page: { readonly after?: { code: string; unitId: string } | undefined; readonly limit: number },
    ): Promise<readonly UnitOutcome[]> => {
      const { toMs: cutoffMs } = spanOf(month);
      await knownPark(db, ports.listParks, park);
      return readOutcomes(db, { month, cutoffMs, parks: [park], ...page });
    },

    /** The intervals of the units that have or had this code. Error: `assessment.unknown-unit`. */
    intervals: async (park: string, unit: string, month: Month): Promise<readonly UnitIntervals[]> => {
      const span = spanOf(month);
      const found = await readUnits(db, park, unit);
      if (found.length === 0) {
        throw new AppError(
          'assessment.unknown-unit',
          'not-found',
          `Park ${park} has no unit ${unit}, or intake has not told of it yet.`,
        );
      }
      return Promise.all(
        found.map(async ({ unitId, code, areaHundredths, counts, ...lifetime }) => ({
          unitId,
          code,
          areaHundredths,
          counts,
          intervals: stateIntervals(lifetime, await readUnitHistory(db, unitId, span), span),
        })),
      );
    },

    /** The observations of the month in the order of time, with their events. */
    observations: async (
      park: string,
      month: Month,
      page: { readonly after: HistoryPosition | undefined; readonly limit: number },
    ): Promise<readonly StoredObservation[]> => {
      const span = spanOf(month);
      await knownPark(db, ports.listParks, park);
      return readMonthHistory(db, park, span, page);
    },
  };
}
