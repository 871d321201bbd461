import { randomUUID } from 'node:crypto';
import { makeClaimDeliveries } from '../adapters/claim-deliveries.ts';
import { planNotices } from '../adapters/plan-notices.ts';
import { makeSettleDeliveries } from '../adapters/settle-deliveries.ts';
import type { OutsideChannel } from '../domain/channel.ts';
import type { Send } from '../usecases/deliver.ts';
import { type Drain, makeDrain } from '../usecases/drain-deliveries.ts';
import { aNotice } from './a-notice.ts';
import type { NotificationDatabase } from './notification-database.ts';

/** An official of the software park's task force with one address. */
export async function anOfficialAt(
  { pool }: NotificationDatabase,
  channel: OutsideChannel,
  target: string,
): Promise<string> {
  const id = randomUUID();
  await pool.query(
    `INSERT INTO official (id, username, name, roles, all_parks, parks, language, active, revision)
     VALUES ($1, 'official', '演示', '{task-force}', false, '{software}', 'zh', true, 1)`,
    [id],
  );
  await pool.query('INSERT INTO address (official_id, channel, target) VALUES ($1, $2, $3)', [
    id,
    channel,
    target,
  ]);
  return id;
}

/** Plans so many notices for everybody; answers their ids. */
export async function plan(database: NotificationDatabase, notices = 1): Promise<string[]> {
  const planned = Array.from({ length: notices }, () => aNotice());
  await database.inTransaction((tx) => planNotices(tx, planned));
  return planned.map(({ eventId }) => eventId);
}

/** A drain over the database's ledger, looking every few milliseconds. */
export const drainOf = (
  { pool, inTransaction }: NotificationDatabase,
  channel: OutsideChannel,
  send: Send,
  retryDelaysMs?: readonly number[],
): Drain =>
  makeDrain({
    channel,
    slots: 20,
    claim: makeClaimDeliveries(pool),
    send,
    settle: makeSettleDeliveries(pool, inTransaction),
    retryDelaysMs,
    pollMs: 20,
    failed: (error) => {
      throw error;
    },
  });

export interface LedgerRow {
  readonly official_id: string;
  readonly state: string;
  readonly attempts: number;
  readonly last_error: string | null;
}

export const ledgerRows = async ({ pool }: NotificationDatabase): Promise<LedgerRow[]> =>
  (await pool.query<LedgerRow>('SELECT official_id, state, attempts, last_error FROM delivery')).rows;
