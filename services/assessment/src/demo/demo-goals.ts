import { type Clock, Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { CasePorts } from '@yuanqu/service-kit';
import { makeCommandGoal, type Proposed } from '../usecases/goals/command-goal.ts';

/** What the demo's parks mean to reach in the running quarter: 演示. */
const wanted: readonly Omit<Proposed, 'period'>[] = [
  { park: 'software', measure: 'occupancy-rate', value: 0.76, why: '演示：季度突破' },
  { park: 'construction', measure: 'chain-coverage', value: 0.8, why: '演示：补上检测环节' },
  { park: 'design', measure: 'new-tenants', value: 5, why: '演示：老旧园区改造后招引' },
];

/** Proposes and agrees on them as two people would, in the caller's transaction. */
export async function loadDemoGoals(
  tx: Executor,
  { append, clock }: { readonly append: CasePorts['append']; readonly clock: Clock },
): Promise<void> {
  const goals = makeCommandGoal({
    transaction: (work) => work(tx as never),
    append,
    clock,
    checkPark: () => Promise.resolve(),
  });
  const who = (by: string) => ({ by, context: {} });
  for (const goal of wanted) {
    const { id, revision } = await goals.propose(
      { ...goal, period: quarterOf(clock()) },
      who('demo-task-force'),
    );
    await goals.agree({ id, expected: revision, who: who('demo-office') });
  }
}

function quarterOf(now: Date): string {
  const [year = '', month = ''] = Month.of(now).split('-');
  return `${year}-Q${Math.ceil(Number(month) / 3)}`;
}
