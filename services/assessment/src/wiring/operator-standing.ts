import { type Chassis, makeCommandCase, makeSweepDue, readCases } from '@yuanqu/service-kit';
import { listRules } from '../adapters/rule-store.ts';
import {
  findUnopened,
  linkStanding,
  lockContracts,
  saveContracts,
} from '../adapters/standing/contract-store.ts';
import { listStandingRules, saveStandingRule } from '../adapters/standing/standing-rule-store.ts';
import * as verdicts from '../adapters/standing/verdict-store.ts';
import { onOperatorEvents } from '../consumers/on-operator-events.ts';
import type { Standing } from '../domain/standing/standing.ts';
import { standingChangeRoutes } from '../http/standing/standing-change-routes.ts';
import { standingRoutes } from '../http/standing/standing-routes.ts';
import { standingRuleRoutes } from '../http/standing/standing-rule-routes.ts';
import { makeApplyOperatorEvents } from '../usecases/standing/apply-operator-events.ts';
import { makeCommandStanding } from '../usecases/standing/command-standing.ts';
import { makeJudgeMonths } from '../usecases/standing/judge-months.ts';
import { makeOpenStandings } from '../usecases/standing/open-standing.ts';
import { plansOf } from '../usecases/standing/plans-of.ts';
import { standingKind } from '../usecases/standing/standing-kind.ts';
import { makeAddStandingRule } from '../usecases/standing/standing-rules.ts';

/** How operators stand in their parks: judged by every published month, decided by people, ended by intake. */
export function operatorStanding({
  pool,
  transaction,
  outbox,
  clock,
  log,
}: Pick<Chassis, 'pool' | 'transaction' | 'outbox' | 'clock' | 'log'>) {
  const deciding = { transaction, append: outbox.append, clock };
  const cases = readCases<Standing>(pool, standingKind.name);
  const command = makeCommandCase(standingKind, deciding);
  const ports = { ...deciding, db: pool, listStandingRules, lockContracts, linkStanding };
  const open = makeOpenStandings({ ...ports, findUnopened });
  const judge = makeJudgeMonths({ ...ports, ...verdicts, log });
  const sweep = makeSweepDue(standingKind, { ...deciding, pool, log });
  const { listDone, listStuck } = verdicts;
  return {
    routes: [
      ...standingRoutes(cases),
      standingChangeRoutes(cases.read, makeCommandStanding({ command, clock })),
      standingRuleRoutes({
        listRules: () => listStandingRules(pool),
        addRule: makeAddStandingRule({
          ...deciding,
          listDone,
          listRules,
          listStandingRules,
          saveStandingRule,
        }),
        readMonths: async () => ({
          done: await listDone(pool),
          plans: await plansOf(verdicts, pool),
          stuck: await listStuck(pool),
        }),
      }),
    ],
    consumers: [
      onOperatorEvents(
        makeApplyOperatorEvents({ saveContracts, lockContracts, append: outbox.append, clock }),
      ),
    ],
    jobs: [
      {
        name: 'operator-standings',
        cron: '* * * * *',
        run: async (signal?: AbortSignal) => {
          await open();
          await judge(signal);
          await sweep(signal);
        },
        parked: verdicts.parkedStandings(pool, standingKind),
      },
    ],
  };
}
