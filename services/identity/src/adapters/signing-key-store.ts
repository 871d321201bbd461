import type { Executor } from '@yuanqu/messaging';
import type { ScheduledKey } from '../domain/signing-key-schedule.ts';
import type { SigningKeys } from '../usecases/ports.ts';

/** A signing key as it is kept. */
export interface SigningKeyRow extends ScheduledKey {
  readonly publicJwk: Record<string, unknown>;
  readonly sealedPrivate: Buffer;
  readonly createdAt: Date;
}

/** Signing keys within a transaction; `lock` makes instances that rotate at once take turns. */
export const signingKeyStore = (tx: Executor): SigningKeys => ({
  lock: async () => {
    await tx.query('LOCK TABLE signing_key IN SHARE ROW EXCLUSIVE MODE');
    return readSigningKeys(tx);
  },
  add: async ({ kid, publicJwk, sealedPrivate }, signsFrom, now) => {
    await tx.query(
      `INSERT INTO signing_key (kid, public_jwk, sealed_private, created_at, signs_from) VALUES ($1, $2, $3, $4, $5)`,
      [kid, JSON.stringify(publicJwk), sealedPrivate, now, signsFrom],
    );
  },
  reschedule: async (kid, signsFrom) => {
    await tx.query('UPDATE signing_key SET signs_from = $2 WHERE kid = $1', [kid, signsFrom]);
  },
  remove: async (kids) => {
    await tx.query('DELETE FROM signing_key WHERE kid = ANY ($1)', [kids]);
  },
});

/** All keys, in the order in which they sign. */
export async function readSigningKeys(database: Executor): Promise<readonly SigningKeyRow[]> {
  const { rows } = await database.query<SigningKeyRow>(
    `SELECT kid, public_jwk AS "publicJwk", sealed_private AS "sealedPrivate", created_at AS "createdAt",
            signs_from AS "signsFrom"
     FROM signing_key ORDER BY signs_from`,
  );
  return rows;
}
