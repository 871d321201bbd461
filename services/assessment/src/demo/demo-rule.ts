import { type Clock, Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { ListRules, SaveRule } from '../usecases/league-ports.ts';

export interface DemoRulePorts {
  readonly listRules: ListRules;
  readonly saveRule: SaveRule;
  readonly clock: Clock;
}

/**
 * Has the demo judged from its first month on by the newest rule that the platform brings, with all its indicators,
 * grades and the preview; a real district gets it when it takes effect.
 */
export async function loadDemoRule(
  tx: Executor,
  { listRules, saveRule, clock }: DemoRulePorts,
): Promise<void> {
  const now = clock();
  const month = Month.of(now);
  const [newest] = await listRules(tx);
  if (!newest || newest.effectiveFrom <= month) return;
  await saveRule(tx, {
    ...newest,
    version: `demo-${month}`,
    effectiveFrom: month,
    createdBy: 'demo-assessor',
    createdAt: now,
  });
}
