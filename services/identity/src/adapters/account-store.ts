import type { Executor } from '@yuanqu/messaging';
import type { Account } from '../domain/account.ts';
import { isActive } from '../domain/hold.ts';
import type { Accounts, FindAccount, FindCredential, Passwords } from '../usecases/ports.ts';
import { accountColumns, type AccountRow, toAccount } from './account-row.ts';

/** Accounts within a transaction. */
export const accountStore = (tx: Executor): Accounts => ({
  load: async (id) => {
    const { rows } = await tx.query<AccountRow>(
      `SELECT ${accountColumns} FROM account WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return rows[0] && toAccount(rows[0]);
  },
  insert: async (account, now) => {
    const { rowCount } = await tx.query(
      `INSERT INTO account (id, username, name, roles, all_parks, parks, operator, enterprise, language, holds, active,
         revision, demo, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
       ON CONFLICT (username) DO NOTHING`,
      [account.id, account.username, ...changeable(account), account.demo, now],
    );
    return rowCount === 1;
  },
  update: async (account) => {
    await tx.query(
      `UPDATE account SET name = $2, roles = $3, all_parks = $4, parks = $5, operator = $6, enterprise = $7,
         language = $8, holds = $9, active = $10, revision = $11
       WHERE id = $1`,
      [account.id, ...changeable(account)],
    );
  },
  areNone: async () => {
    await tx.query('LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE');
    const { rows } = await tx.query('SELECT FROM account LIMIT 1');
    return rows.length === 0;
  },
});

const changeable = (account: Account): unknown[] => [
  account.name,
  account.roles,
  account.parks === '*',
  account.parks === '*' ? [] : account.parks,
  account.operator ?? null,
  account.enterprise ?? null,
  account.language,
  JSON.stringify(account.holds),
  isActive(account),
  account.revision,
];

/** Passwords within a transaction. */
export const passwordStore = (tx: Executor): Passwords => ({
  set: async ({ accountId, hash, temporaryUntil, changedAt }) => {
    await tx.query(
      `INSERT INTO password (account_id, hash, temporary_until, changed_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (account_id) DO UPDATE SET hash = $2, temporary_until = $3, changed_at = $4`,
      [accountId, hash, temporaryUntil ?? null, changedAt],
    );
  },
  replace: async (oldHash, { accountId, hash, temporaryUntil, changedAt }) => {
    const { rowCount } = await tx.query(
      `UPDATE password SET hash = $3, temporary_until = $4, changed_at = $5 WHERE account_id = $1 AND hash = $2`,
      [accountId, oldHash, hash, temporaryUntil ?? null, changedAt],
    );
    return rowCount === 1;
  },
});

export const findAccount =
  (database: Executor): FindAccount =>
  async (id) => {
    const { rows } = await database.query<AccountRow>(`SELECT ${accountColumns} FROM account WHERE id = $1`, [
      id,
    ]);
    return rows[0] && toAccount(rows[0]);
  };

export const findCredential =
  (database: Executor): FindCredential =>
  async (username) => {
    const { rows } = await database.query<AccountRow & { hash: string; temporaryUntil: Date | null }>(
      `SELECT ${accountColumns}, password.hash, password.temporary_until AS "temporaryUntil"
       FROM account JOIN password ON password.account_id = account.id
       WHERE account.username = $1`,
      [username],
    );
    const [row] = rows;
    if (!row) return undefined;
    const { hash, temporaryUntil } = row;
    return { account: toAccount(row), hash, ...(temporaryUntil === null ? {} : { temporaryUntil }) };
  };

/** Whether there are accounts of the demo, whose password is public. */
export async function holdsDemoAccounts(database: Executor): Promise<boolean> {
  const { rows } = await database.query('SELECT FROM account WHERE demo LIMIT 1');
  return rows.length > 0;
}
