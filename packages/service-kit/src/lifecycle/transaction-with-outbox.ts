import type { Executor, Outbox } from '@yuanqu/messaging';
import type { Pool } from 'pg';
import { makeTransaction, type Transaction } from '../database/transaction.ts';

/** An outbox, and a `transaction` that wakes the relay after each commit in which something was appended. */
export function transactionWithOutbox(
  pool: Pool,
  outbox: Outbox,
): { readonly outbox: Outbox; readonly transaction: Transaction } {
  const appended = new WeakSet<Executor>();
  const transaction = makeTransaction(pool, {
    afterCommit: (tx) => {
      if (appended.delete(tx)) outbox.committed();
    },
  });
  const append: Outbox['append'] = async (tx, events) => {
    await outbox.append(tx, events);
    if (events.length > 0) appended.add(tx);
  };
  return { transaction, outbox: { append, committed: outbox.committed } };
}
