import { publishedBy } from '@yuanqu/events';
import { type Chassis, defineService, type RoutePlugin } from '@yuanqu/service-kit';
import { assessmentMetrics } from './adapters/assessment-metrics.ts';
import { saveEnterprises } from './adapters/enterprise-store.ts';
import { readStateCounts } from './adapters/figures-query.ts';
import { readMonthHistory, readUnitHistory, readUnits } from './adapters/history-query.ts';
import { readClosedUntil, recordLateArrivals } from './adapters/late-arrival-store.ts';
import { recomputeMonths } from './adapters/month-store.ts';
import { addObservations } from './adapters/observation-store.ts';
import { readOutcomes } from './adapters/outcome-query.ts';
import { listParks } from './adapters/park-query.ts';
import { saveParks } from './adapters/park-store.ts';
import { secondLook } from './adapters/second-look.ts';
import { readTargets, saveTargets } from './adapters/target-store.ts';
import { retireUnits, saveUnits } from './adapters/unit-store.ts';
import * as watches from './adapters/watch-store.ts';
import { holdConsumers } from './adapters/watermark-store.ts';
import { AssessmentSettings } from './config.ts';
import { onEnterpriseEvents } from './consumers/on-enterprise-events.ts';
import { onParkEvents } from './consumers/on-park-events.ts';
import { onUnitEvents } from './consumers/on-unit-events.ts';
import { figureRoutes } from './http/figure-routes.ts';
import { monthRoutes } from './http/month-routes.ts';
import { targetRoutes } from './http/target-routes.ts';
import { evidenceConsumers } from './wiring/evidence.ts';
import { monthCases } from './wiring/month-cases.ts';
import { leagueTables } from './wiring/league-tables.ts';
import { operatorStanding } from './wiring/operator-standing.ts';
import { parkPlans } from './wiring/park-plans.ts';
import { makeApplyEnterpriseEvents } from './usecases/apply-enterprise-events.ts';
import { makeApplyParkEvents } from './usecases/apply-park-events.ts';
import { makeApplyUnitEvents } from './usecases/apply-unit-events.ts';
import { makeJudgeParks } from './usecases/judge-parks.ts';
import { makeLookAgain, makeSweepParks } from './usecases/look-again.ts';
import { makeOpenParkMonth } from './usecases/open-park-month.ts';
import { makeReadDistrictFigures, makeReadParkFigures } from './usecases/read-figures.ts';
import { makeReadParkMonth } from './usecases/read-park-month.ts';
import { makeReconcileMonths } from './usecases/reconcile-months.ts';
import { makeReadTargets, makeSetTargets } from './usecases/set-targets.ts';
import { makeWatchParks } from './usecases/watch-parks.ts';

/** Live figures, monthly occupancy, thresholds and the league table, from events alone. */
export const assessment = defineService({
  name: 'assessment',
  purpose:
    'What it amounts to: live occupancy, weighted months, league tables and why each park stands where it stands, standing of operators, goals, chain maps and candidates for renovation. Everything is derived from events.',
  settings: AssessmentSettings,
  migrations: new URL('../prisma/migrations/', import.meta.url),
  events: publishedBy('assessment'),
  assemble: (chassis) => {
    const { pool: db, clock } = chassis;
    const metrics = assessmentMetrics(chassis.metrics);
    const league = leagueTables(chassis);
    const standing = operatorStanding(chassis);
    const plans = parkPlans(chassis);
    const cases = monthCases(chassis);
    const watching = watchingParks(chassis, metrics.crossed);
    const reading = {
      db,
      listParks,
      readStateCounts,
      readOutcomes,
      readUnits,
      readUnitHistory,
      readMonthHistory,
      clock,
    };
    const closedMonths = { readClosedUntil, recordLateArrivals };
    const applyUnitEvents = makeApplyUnitEvents({
      ...closedMonths,
      saveUnits,
      retireUnits,
      addObservations,
      recomputeMonths,
      watchParks: watching.watchParks,
      applied: metrics.applied,
    });

    return {
      routes: [
        figureRoutes({
          readDistrictFigures: makeReadDistrictFigures(reading),
          readParkFigures: makeReadParkFigures(reading),
        }),
        monthRoutes({
          readParkMonth: makeReadParkMonth({ ...reading, findFrozen: league.findFrozen }),
          openParkMonth: makeOpenParkMonth(reading),
          clock,
        }),
        settingTargets(chassis),
        ...league.routes,
        ...standing.routes,
        ...plans.routes,
        ...cases.routes,
      ],
      consumers: [
        onUnitEvents(applyUnitEvents),
        onParkEvents(makeApplyParkEvents({ ...closedMonths, saveParks })),
        onEnterpriseEvents(makeApplyEnterpriseEvents({ ...closedMonths, saveEnterprises })),
        ...standing.consumers,
        ...plans.consumers,
        ...evidenceConsumers(),
      ],
      jobs: [
        { name: 'sweep-parks', cron: '* * * * *', run: watching.sweep },
        { name: 'reconcile-months', cron: '10 4 * * *', run: reconciling(chassis) },
        ...standing.jobs,
        ...plans.jobs,
        ...cases.jobs,
      ],
      background: [...plans.background, { name: 'second look at parks', stop: watching.stop }],
    };
  },
});

/** What a park's occupancy is held against. */
function settingTargets({ pool: db, transaction, clock }: Chassis): RoutePlugin {
  const ports = {
    ...watches,
    db,
    transaction,
    listParks,
    readTargets,
    saveTargets,
    readStateCounts,
    clock,
  };
  return targetRoutes({ readTargets: makeReadTargets(ports), setTargets: makeSetTargets(ports) });
}

/** Settled months against their observations; a difference is a bug that somebody has to see. */
function reconciling({ transaction, clock, log }: Chassis): () => Promise<void> {
  const reconcile = makeReconcileMonths({ transaction, holdConsumers, readOutcomes, recomputeMonths, clock });
  return async () => {
    const units = await reconcile();
    if (units.length > 0)
      log.error({ units: units.slice(0, 20), count: units.length }, 'settled months differed');
  };
}

/** Judging parks: at once where it can be, a moment later where another transaction is at it, and by the minute. */
function watchingParks(chassis: Chassis, crossed: ReturnType<typeof assessmentMetrics>['crossed']) {
  const { transaction, outbox, clock, log } = chassis;
  const judgeParks = makeJudgeParks({ ...watches, readStateCounts, outbox, clock, crossed });
  const again = { ...watches, transaction, judgeParks, clock };
  const lookAgain = makeLookAgain(again);
  const look = secondLook(lookAgain, (error) =>
    log.warn({ err: error }, 'parks could not be judged, trying again'),
  );
  const sweepParks = makeSweepParks(again);
  return {
    watchParks: makeWatchParks({ ...watches, judgeParks, lookAgain: look.soon }),
    sweep: async (): Promise<void> => {
      await lookAgain();
      await sweepParks();
    },
    stop: look.stop,
  };
}
