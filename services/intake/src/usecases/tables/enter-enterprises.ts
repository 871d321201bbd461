import { checkEntry } from '@yuanqu/service-kit';
import { type EnterpriseDecision, enterFacts, type EnterpriseFacts } from '../../domain/enterprise-facts.ts';
import { enterpriseEnteredEvent } from '../enterprise-events.ts';
import { taskClosedEvent } from '../task-events.ts';
import type {
  CloseCompletionTasks,
  LockEnterprises,
  RegistryPorts,
  SaveEnterprises,
} from '../registry-ports.ts';
import type { EnterRows } from './import-run.ts';

export interface EnterEnterprisesPorts extends Pick<RegistryPorts, 'append'> {
  readonly lockEnterprises: LockEnterprises;
  readonly saveEnterprises: SaveEnterprises;
  readonly closeCompletionTasks: CloseCompletionTasks;
}

/** Registers, completes or changes enterprises; the tasks to complete them are done with it. */
export const makeEnterEnterprises =
  ({
    append,
    lockEnterprises,
    saveEnterprises,
    closeCompletionTasks,
  }: EnterEnterprisesPorts): EnterRows<EnterpriseFacts> =>
  async (tx, rows, { dryRun, scope, by, now, context, edit }) => {
    const known = await lockEnterprises(
      tx,
      rows.map(({ uscc }) => uscc),
    );
    const decisions = rows.map((facts) => {
      const decision = enterFacts(known.get(facts.uscc), facts, scope);
      const isTaken = decision === undefined || isDecision(decision);
      if (edit && isTaken) checkEntry(known.get(facts.uscc), edit.expected);
      return decision;
    });
    const entered = decisions.filter((decision) => isDecision(decision));
    if (!dryRun && entered.length > 0) {
      await saveEnterprises(
        tx,
        entered.map(({ enterprise }) => enterprise),
        now,
      );
      const closed = await closeCompletionTasks(
        tx,
        entered.map(({ enterprise }) => enterprise.uscc),
        by,
        now,
      );
      await append(tx, [
        ...entered.map((decision) => enterpriseEnteredEvent(decision, now, context)),
        ...closed.map((task) => taskClosedEvent(task, now, context)),
      ]);
    }
    return decisions.map((decision) =>
      decision && isDecision(decision) ? decision.outcome : (decision ?? 'unchanged'),
    );
  };

const isDecision = (decision: ReturnType<typeof enterFacts>): decision is EnterpriseDecision =>
  decision !== undefined && 'outcome' in decision;
