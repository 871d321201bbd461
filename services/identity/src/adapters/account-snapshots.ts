import { accountSnapshotted, newEvent } from '@yuanqu/events';
import type { SnapshotSource } from '@yuanqu/service-kit';
import { publicAccount } from '../usecases/account-facts.ts';
import { accountColumns, type AccountRow, toAccount } from './account-row.ts';

/** Every account as others know it. */
export const accountSnapshots: SnapshotSource = {
  aggregate: 'account',
  next: async (tx, { after, limit, time, context }) => {
    const { rows } = await tx.query<AccountRow>(
      `SELECT ${accountColumns} FROM account WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2 FOR UPDATE`,
      [after, limit],
    );
    const events = rows.map(toAccount).map((account) => {
      const envelope = { subject: account.id, revision: account.revision, time, context };
      return newEvent(accountSnapshotted, { ...envelope, data: publicAccount(account) });
    });
    return { events, last: rows.at(-1)?.id };
  },
};
