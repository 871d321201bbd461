import type { Executor } from '@yuanqu/messaging';
import { type Chassis, makeSweepDue, parkedCases, readCases } from '@yuanqu/service-kit';
import { findChain } from '../adapters/chain/chain-store.ts';
import { readTenants } from '../adapters/chain/tenant-query.ts';
import { readStateCounts } from '../adapters/figures-query.ts';
import { readReported } from '../adapters/goals/reported-query.ts';
import { readOutcomes } from '../adapters/outcome-query.ts';
import { listParks } from '../adapters/park-query.ts';
import type { Goal } from '../domain/goals/goal.ts';
import { goalRoutes } from '../http/goals/goal-routes.ts';
import { makeCommandGoal } from '../usecases/goals/command-goal.ts';
import { goalKind } from '../usecases/goals/goal-kind.ts';
import { makeJudgeGoal } from '../usecases/goals/judge-goal.ts';
import { makeMeasureGoal } from '../usecases/goals/measure-goal.ts';
import { makeReadGoalBoard, makeReadProgress } from '../usecases/goals/read-progress.ts';
import { knownPark } from '../usecases/known-park.ts';

/** The part of the composition root that is about goals. */
export function goals({
  pool,
  transaction,
  outbox,
  clock,
  log,
}: Pick<Chassis, 'pool' | 'transaction' | 'outbox' | 'clock' | 'log'>) {
  const deciding = { transaction, append: outbox.append, clock };
  const measureGoal = makeMeasureGoal({
    listParks,
    readStateCounts,
    readOutcomes,
    readTenants,
    findChain,
    readReported,
  });
  const cases = readCases<Goal>(pool, goalKind.name);
  const checkPark = (db: Executor, park: string) => knownPark(db, listParks, park);
  const following = { db: pool, measureGoal, list: cases.list, checkPark, clock };
  const sweep = makeSweepDue(goalKind, { ...deciding, pool, log, handle: makeJudgeGoal(measureGoal) });
  return {
    routes: goalRoutes({
      cases,
      commands: makeCommandGoal({ ...deciding, checkPark }),
      readProgress: makeReadProgress(following),
      readBoard: makeReadGoalBoard(following),
    }),
    jobs: [
      {
        name: 'goal-deadlines',
        cron: '* * * * *',
        run: async (signal: AbortSignal): Promise<void> => void (await sweep(signal)),
        parked: parkedCases(pool, goalKind),
      },
    ],
  };
}
