import type { Executor } from '@yuanqu/messaging';
import { isActive } from '../domain/hold.ts';
import type { KnownToken, Sessions } from '../usecases/ports.ts';
import { accountColumns, type AccountRow, toAccount } from './account-row.ts';

interface TokenRow extends AccountRow {
  readonly sessionId: string;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly endsAt: Date;
  readonly revokedAt: Date | null;
}

/** Sessions and their refresh tokens within a transaction. */
export const sessionStore = (tx: Executor): Sessions => ({
  open: async ({ id, accountId, openedAt, endsAt }) => {
    await tx.query('INSERT INTO session (id, account_id, opened_at, ends_at) VALUES ($1, $2, $3, $4)', [
      id,
      accountId,
      openedAt,
      endsAt,
    ]);
  },
  addToken: async ({ hash, sessionId, expiresAt }) => {
    await tx.query('INSERT INTO refresh_token (hash, session_id, expires_at) VALUES ($1, $2, $3)', [
      hash,
      sessionId,
      expiresAt,
    ]);
  },
  useToken: async (hash, now) => {
    // Locked by itself first: a join reads the other tables, and this one if it had to wait, from an older snapshot.
    const { rows: locked } = await tx.query<Pick<TokenRow, 'usedAt'>>(
      'SELECT used_at AS "usedAt" FROM refresh_token WHERE hash = $1 FOR UPDATE',
      [hash],
    );
    if (locked.length === 0) return undefined;
    const { rows } = await tx.query<TokenRow>(
      `SELECT token.session_id AS "sessionId", token.expires_at AS "expiresAt", token.used_at AS "usedAt",
              session.ends_at AS "endsAt", session.revoked_at AS "revokedAt", ${accountColumns}
       FROM refresh_token AS token
       JOIN session ON session.id = token.session_id
       JOIN account ON account.id = session.account_id
       WHERE token.hash = $1`,
      [hash],
    );
    await tx.query('UPDATE refresh_token SET used_at = $2 WHERE hash = $1 AND used_at IS NULL', [hash, now]);
    return rows[0] && toKnownToken(rows[0]);
  },
  revoke: async (sessionId, reason, now) => {
    await tx.query(
      'UPDATE session SET revoked_at = $3, revoke_reason = $2 WHERE id = $1 AND revoked_at IS NULL',
      [sessionId, reason, now],
    );
  },
  revokeAll: async (accountId, reason, now) => {
    await tx.query(
      'UPDATE session SET revoked_at = $3, revoke_reason = $2 WHERE account_id = $1 AND revoked_at IS NULL',
      [accountId, reason, now],
    );
  },
  ofToken: async (hash, accountId) => {
    const { rows } = await tx.query<{ id: string }>(
      `SELECT session.id FROM session JOIN refresh_token AS token ON token.session_id = session.id
       WHERE token.hash = $1 AND session.account_id = $2`,
      [hash, accountId],
    );
    return rows[0]?.id;
  },
});

function toKnownToken(row: TokenRow): KnownToken {
  const account = toAccount(row);
  const { sessionId, expiresAt, usedAt, endsAt, revokedAt } = row;
  return {
    sessionId,
    expiresAt,
    ...(usedAt === null ? {} : { usedAt }),
    session: { endsAt, ...(revokedAt === null ? {} : { revokedAt }) },
    accountActive: isActive(account),
    account,
  };
}
