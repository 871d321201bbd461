import type { Executor } from '@yuanqu/messaging';
import type { OutsideChannel } from '../domain/channel.ts';
import { maskAddress } from '../domain/mask-address.ts';
import type { DeadAddress, ListDeadAddresses } from '../usecases/dead-addresses.ts';

export const makeListDeadAddresses =
  (db: Executor): ListDeadAddresses =>
  async ({ everybodys, officialId, chats, after }, limit) => {
    const { rows } = await db.query<Row>(dead, [
      everybodys,
      officialId,
      chats.parks === '*',
      chats.parks === '*' ? [] : chats.parks,
      chats.roles,
      after?.since ?? null,
      after?.recipientId ?? null,
      after?.channel ?? null,
      limit,
    ]);
    return rows.map(toDeadAddress);
  };

const counted = (states: string): string => `
  (SELECT count(*) FROM delivery WHERE official_id = found.recipient_id AND delivery.channel = found.channel AND state IN (${states}))`;

const dead = `
SELECT recipient_id AS "recipientId", channel, username, target, since, reason, ${counted("'dead', 'cancelled'")} AS lost,
       ${counted("'pending', 'gathered'")} AS waiting
FROM (
  SELECT official_id AS recipient_id, channel, username, target, dead_since AS since, dead_reason AS reason
  FROM address JOIN official ON official.id = official_id
  WHERE dead_since IS NOT NULL AND ($1 OR official_id = $2)
  UNION ALL
  SELECT id, 'robot', NULL, name, dead_since, state_reason FROM robot
  WHERE dead_since IS NOT NULL AND ($1 OR $3 OR park = ANY ($4) AND role = ANY ($5))
) AS found
WHERE $6::timestamptz IS NULL OR (since, recipient_id, channel) < ($6, $7::uuid, $8::text)
ORDER BY since DESC, recipient_id DESC, channel DESC LIMIT $9`;

const toDeadAddress = ({ target, lost, waiting, ...row }: Row): DeadAddress => ({
  ...row,
  address: maskAddress(row.channel, target),
  lost: Number(lost),
  waiting: Number(waiting),
});

interface Row {
  readonly recipientId: string;
  readonly channel: OutsideChannel;
  readonly username: string | null;
  readonly target: string;
  readonly since: Date;
  readonly reason: string | null;
  readonly lost: string;
  readonly waiting: string;
}
