import type { Chassis } from '@yuanqu/service-kit';
import type { Static } from 'typebox';
import { readHistoryUpTo } from '../adapters/bounded-history-query.ts';
import { readFrozenUnits } from '../adapters/frozen-unit-store.ts';
import { countLateArrivals, listLateEvents } from '../adapters/late-event-query.ts';
import {
  findMonth,
  listReopenings,
  lockMonth,
  saveMonth,
  saveReopening,
} from '../adapters/month-state-store.ts';
import { readAreaTimes, readOutcomes } from '../adapters/outcome-query.ts';
import { readEvidence } from '../adapters/evidence/read-evidence.ts';
import { listObjectionsOfMonth } from '../adapters/objections/objection-queries.ts';
import { readOverrides } from '../adapters/override-store.ts';
import { listParks } from '../adapters/park-query.ts';
import { listRules, saveRule } from '../adapters/rule-store.ts';
import { listClosed, listDone, listPublished } from '../adapters/standing/verdict-store.ts';
import { findTable, listTables, markPublished, saveFrozen } from '../adapters/table-store.ts';
import { holdConsumers, readWatermarks } from '../adapters/watermark-store.ts';
import type { AssessmentSettings } from '../config.ts';
import { closingRoutes } from '../http/closing-routes.ts';
import { frozenRoutes } from '../http/frozen-routes.ts';
import { leagueRoutes } from '../http/league-routes.ts';
import { rollUpRoutes } from '../http/roll-up-routes.ts';
import { ruleRoutes } from '../http/rule-routes.ts';
import { makeAwaitEvents } from '../usecases/await-events.ts';
import { makeCloseMonth, makeRecomputeMonth } from '../usecases/close-month.ts';
import { makeFindFrozen } from '../usecases/frozen-figure.ts';
import { makeListCorrections } from '../usecases/list-corrections.ts';
import { makePublishMonth } from '../usecases/publish-month.ts';
import { makeReadLeagueTable } from '../usecases/read-league-table.ts';
import { makeReadRollUp } from '../usecases/read-roll-up.ts';
import { makeReopenMonth } from '../usecases/reopen-month.ts';
import { makeAddRule } from '../usecases/scoring-rules.ts';
import { makeVerifyMonth } from '../usecases/verify-month.ts';

/** The part of the composition root that is about league tables. */
export function leagueTables(chassis: Chassis<Static<typeof AssessmentSettings>>) {
  const { pool: db, transaction, outbox, clock, settings } = chassis;
  const awaitEvents = makeAwaitEvents({
    db,
    readLag: chassis.lag,
    readWatermarks,
    waitMs: settings.YUANQU_ASSESSMENT_CLOSE_WAIT_MS,
  });
  const deciding = { transaction, lockMonth, saveMonth, outbox, clock };
  const reading = {
    db,
    listParks,
    readOutcomes,
    readAreaTimes,
    listRules,
    findMonth,
    findTable,
    countLateArrivals,
    readEvidence,
    readOverrides,
    clock,
  };
  const closing = { ...deciding, ...reading, awaitEvents, holdConsumers, saveFrozen };
  return {
    findFrozen: makeFindFrozen({ findTable, countLateArrivals }),
    routes: [
      leagueRoutes({ readLeagueTable: makeReadLeagueTable(reading) }),
      rollUpRoutes(makeReadRollUp({ db, findTable })),
      frozenRoutes({
        listTables: (page) => listTables(db, page),
        findDocument: async (month, version) => (await findTable(db, month, { version }))?.document,
        verifyMonth: makeVerifyMonth({ db, findTable, readFrozenUnits, readHistoryUpTo, readEvidence }),
        listCorrections: makeListCorrections({ db, findTable, listLateEvents }),
      }),
      closingRoutes({
        closeMonth: makeCloseMonth(closing),
        recomputeMonth: makeRecomputeMonth({ ...closing, listObjectionsOfMonth }),
        publishMonth: makePublishMonth({
          ...deciding,
          listPublished,
          listClosed,
          listDone,
          findTable,
          markPublished,
          listObjectionsOfMonth,
        }),
        reopenMonth: makeReopenMonth({ ...deciding, listReopenings, saveReopening }),
        listReopenings: (month) => listReopenings(db, month),
      }),
      ruleRoutes({
        listRules: () => listRules(db),
        addRule: makeAddRule({ transaction, listRules, saveRule, append: outbox.append, clock }),
      }),
    ],
  };
}
