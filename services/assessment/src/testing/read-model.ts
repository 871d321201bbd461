import type { Clock } from '@yuanqu/domain';
import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import { makeTransaction } from '@yuanqu/service-kit';
import type { Pool } from 'pg';
import { readStateCounts } from '../adapters/figures-query.ts';
import { readClosedUntil, recordLateArrivals } from '../adapters/late-arrival-store.ts';
import { recomputeMonths } from '../adapters/month-store.ts';
import { addObservations } from '../adapters/observation-store.ts';
import { retireUnits, saveUnits } from '../adapters/unit-store.ts';
import {
  listWatchedParks,
  lockFreeWatches,
  lockWatches,
  noteDueParks,
  saveWatches,
  takeDueParks,
} from '../adapters/watch-store.ts';
import { makeApplyUnitEvents } from '../usecases/apply-unit-events.ts';
import type { UnitEvent } from '../usecases/unit-events.ts';
import { makeJudgeParks } from '../usecases/judge-parks.ts';
import { makeLookAgain, makeSweepParks } from '../usecases/look-again.ts';
import { makeWatchParks } from '../usecases/watch-parks.ts';

/** The read model over a database, fed slice by slice; what it publishes is kept in `published`. */
export function readModel(pool: Pool, clock: Clock = () => new Date('2026-11-02T01:00:00Z')) {
  const published: NewEvent[] = [];
  const outbox = {
    append: async (_tx: Executor, events: readonly NewEvent[]) => void published.push(...events),
    committed: () => undefined,
  };
  const transaction = makeTransaction(pool);
  const judgeParks = makeJudgeParks({
    readStateCounts,
    saveWatches,
    outbox,
    clock,
    crossed: () => undefined,
  });
  const watching = { transaction, takeDueParks, listWatchedParks, lockWatches, judgeParks, clock };
  const watchParks = makeWatchParks({
    lockFreeWatches,
    noteDueParks,
    judgeParks,
    lookAgain: () => undefined,
  });
  const applyUnitEvents = makeApplyUnitEvents({
    saveUnits,
    retireUnits,
    addObservations,
    recomputeMonths,
    readClosedUntil,
    recordLateArrivals,
    watchParks,
    applied: () => undefined,
  });
  return {
    published,
    /** One slice, in a transaction of its own. */
    apply: (events: readonly UnitEvent[]) => transaction((tx) => applyUnitEvents(tx, events)),
    applyIn: applyUnitEvents,
    lookAgain: makeLookAgain(watching),
    sweep: makeSweepParks(watching),
  };
}
