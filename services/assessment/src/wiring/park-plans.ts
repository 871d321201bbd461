import type { Background, Chassis, RoutePlugin, ScheduledJob } from '@yuanqu/service-kit';
import type { ConsumerDefinition } from '@yuanqu/messaging';
import { findChain, forgetTold, saveChain } from '../adapters/chain/chain-store.ts';
import { listRules, saveRule } from '../adapters/rule-store.ts';
import { loadDemo } from '../demo/load-demo.ts';
import { candidates } from './candidates.ts';
import { chainMaps } from './chain.ts';
import { goals } from './goals.ts';

interface Plans {
  readonly routes: readonly RoutePlugin[];
  readonly consumers: readonly ConsumerDefinition[];
  readonly jobs: readonly ScheduledJob[];
  readonly background: readonly Background[];
}

/** What a park means to become: its chain map, its goals, what is to be renovated. */
export function parkPlans(chassis: Chassis): Plans {
  const chains = chainMaps(chassis);
  const aims = goals(chassis);
  const renewal = candidates(chassis);
  const { log, settings, transaction, outbox, clock } = chassis;
  const demo = {
    transaction,
    findChain,
    saveChain,
    forgetTold,
    listRules,
    saveRule,
    append: outbox.append,
    clock,
  };
  return {
    routes: [...chains.routes, ...aims.routes, ...renewal.routes],
    consumers: [...chains.consumers, ...renewal.consumers],
    jobs: [...chains.jobs, ...aims.jobs, ...renewal.jobs],
    background: [
      {
        name: 'demo plans',
        start: async () => {
          if (settings.YUANQU_DEMO && (await loadDemo(demo)))
            log.info({}, 'demo rule, chains and goals loaded');
        },
      },
    ],
  };
}
