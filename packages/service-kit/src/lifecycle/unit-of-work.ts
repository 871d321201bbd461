import { afterCommit, type CrashPoint, type Executor, type Outbox } from '@yuanqu/messaging';
import type { Pool } from 'pg';
import { makeTransaction, type Transaction } from '../database/transaction.ts';
import { requestScope } from '../http/request-scope.ts';

interface Attempt {
  settled: boolean;
}

/**
 * `transaction` and `outbox` joined: each transaction also writes what its request owes (idempotency mark, audit line),
 * before the events, whose append holds the partitions' heads; after the commit the relay is woken.
 */
export function unitOfWork(
  pool: Pool,
  outbox: Outbox,
  at?: CrashPoint,
): { readonly outbox: Outbox; readonly transaction: Transaction } {
  const attempts = new WeakMap<Executor, Attempt>();
  const settle = async (tx: Executor, attempt: Attempt): Promise<void> => {
    if (attempt.settled) return;
    attempt.settled = true;
    await requestScope.getStore()?.settle(tx);
  };
  const transaction = makeTransaction(pool, {
    begun: (tx) => void attempts.set(tx, { settled: false }),
    beforeCommit: async (tx) => settle(tx, attempts.get(tx) ?? { settled: false }),
    afterCommit: () => {
      void at?.('after-commit-before-answer');
      requestScope.getStore()?.settled();
    },
    ended: (tx) => void attempts.delete(tx),
  });
  const append: Outbox['append'] = async (tx, events) => {
    const attempt = attempts.get(tx);
    if (attempt) await settle(tx, attempt);
    await outbox.append(tx, events);
    if (events.length > 0) afterCommit(tx, outbox.committed);
  };
  return { transaction, outbox: { append, committed: outbox.committed } };
}
