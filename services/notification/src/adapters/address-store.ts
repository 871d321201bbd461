import { newId } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { AddressBook, AddressSettings, WebhookSecret } from '../domain/address-book.ts';
import type { PersonalChannel } from '../domain/channel.ts';
import { maskPhoneNumber } from '../domain/sms/phone-number.ts';
import { partsOfSealed, sealedTarget } from '../domain/sms/sealed-target.ts';
import type { AddressStore } from '../usecases/change-addresses.ts';
import type { SecretBox } from './outgoing/secret-box.ts';

/** Addresses and the signing secrets that belong to them; secrets are sealed before they are written. */
export const makeAddressStore = (db: Executor, box: SecretBox): AddressStore => ({
  read: (officialId) => readBook(db, officialId),
  save: async (tx, officialId, channel, { target, minSeverity, paused }) => {
    await tx.query(
      `INSERT INTO address (official_id, channel, target, state, min_severity) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (official_id, channel) DO UPDATE SET target = excluded.target, state = excluded.state,
         state_reason = NULL, min_severity = excluded.min_severity, held_until = NULL, failures = 0, dead_since = NULL, dead_reason = NULL,
         changed_at = now()`,
      [
        officialId,
        channel,
        channel === 'sms' ? sealPhone(box, target, officialId) : target,
        paused ? 'paused' : 'active',
        minSeverity,
      ],
    );
  },
  remove: async (tx, officialId, channel) => {
    const { rowCount } = await tx.query('DELETE FROM address WHERE official_id = $1 AND channel = $2', [
      officialId,
      channel,
    ]);
    if (channel === 'webhook')
      await tx.query('DELETE FROM webhook_secret WHERE official_id = $1', [officialId]);
    return rowCount === 1;
  },
  hasSecret: async (tx, officialId) => {
    // Locks the address, so that of two rotations at once the second replaces the secret of the first.
    await tx.query(`SELECT FROM address WHERE official_id = $1 AND channel = 'webhook' FOR UPDATE`, [
      officialId,
    ]);
    const { rowCount } = await tx.query('SELECT FROM webhook_secret WHERE official_id = $1', [officialId]);
    return (rowCount ?? 0) > 0;
  },
  addSecret: async (tx, officialId, secret, previousValidUntil) => {
    await tx.query('DELETE FROM webhook_secret WHERE official_id = $1 AND valid_until IS NOT NULL', [
      officialId,
    ]);
    await tx.query('UPDATE webhook_secret SET valid_until = $2 WHERE official_id = $1', [
      officialId,
      previousValidUntil,
    ]);
    await tx.query('INSERT INTO webhook_secret (id, official_id, sealed, hint) VALUES ($1, $2, $3, $4)', [
      newId(),
      officialId,
      box.seal(secret, officialId),
      hintOf(secret),
    ]);
  },
});

/** The secrets that sign now, newest first. */
export const makeReadSecrets = (db: Executor, box: SecretBox) => async (officialId: string) => {
  const { rows } = await db.query<{ sealed: Buffer }>(
    `SELECT sealed FROM webhook_secret WHERE official_id = $1 AND (valid_until IS NULL OR valid_until > now())
     ORDER BY created_at DESC, id DESC LIMIT 2`,
    [officialId],
  );
  return rows.map(({ sealed }) => box.open(sealed, officialId));
};

const sealPhone = (box: SecretBox, phone: string, officialId: string): string =>
  sealedTarget(maskPhoneNumber(phone), box.seal(phone, officialId));

const hintOf = (secret: string): string => `…${secret.slice(-4)}`;

interface AddressRow extends AddressSettings {
  readonly channel: PersonalChannel;
  readonly target: string;
  readonly stateReason: string | null;
  readonly heldUntil: Date | null;
}

async function readBook(db: Executor, officialId: string): Promise<AddressBook> {
  const { rows } = await db.query<AddressRow>(
    `SELECT channel, target, state, state_reason AS "stateReason", min_severity AS "minSeverity",
            held_until AS "heldUntil"
     FROM address WHERE official_id = $1`,
    [officialId],
  );
  const { rows: secrets } = await db.query<WebhookSecret>(
    `SELECT hint, created_at AS "createdAt", valid_until AS "validUntil" FROM webhook_secret
     WHERE official_id = $1 AND (valid_until IS NULL OR valid_until > now()) ORDER BY created_at DESC`,
    [officialId],
  );
  const email = rows.find(({ channel }) => channel === 'email');
  const webhook = rows.find(({ channel }) => channel === 'webhook');
  const sms = rows.find(({ channel }) => channel === 'sms');
  return {
    email: email ? { address: email.target, state: email.state, minSeverity: email.minSeverity } : null,
    webhook: webhook
      ? {
          url: webhook.target,
          state: webhook.state,
          stateReason: webhook.stateReason,
          minSeverity: webhook.minSeverity,
          heldUntil: webhook.heldUntil,
          secrets,
        }
      : null,
    sms: sms
      ? { phone: partsOfSealed(sms.target).mask, state: sms.state, minSeverity: sms.minSeverity }
      : null,
  };
}
