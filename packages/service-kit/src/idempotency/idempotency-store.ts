import type { Executor } from '@yuanqu/messaging';

/** A request as its Idempotency-Key identifies it. */
export interface KeyedRequest {
  /** Caller and route: keys of different ones have nothing to do with each other. */
  readonly scope: string;
  readonly key: string;
  /** SHA-256 of address and body. */
  readonly fingerprint: Buffer;
  /** This attempt; another that takes over after the lease gets another one. */
  readonly claim: string;
}

export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type ClaimResult =
  | { readonly kind: 'claimed' }
  | { readonly kind: 'in-progress' }
  | { readonly kind: 'other-request' }
  | { readonly kind: 'answer-lost' }
  | { readonly kind: 'answered'; readonly answer: StoredAnswer };

/** Takes the key for this attempt, or says what became of the request that has it. Keys are forgotten after 24 hours. */
export async function claimKey(database: Executor, request: KeyedRequest): Promise<ClaimResult> {
  const { scope, key, fingerprint, claim } = request;
  const { rowCount } = await database.query(
    `INSERT INTO chassis.idempotency AS present (scope, key, fingerprint, claim, leased_until)
     VALUES ($1, $2, $3, $4, now() + interval '30 seconds')
     ON CONFLICT (scope, key) DO UPDATE SET
       fingerprint = EXCLUDED.fingerprint, claim = EXCLUDED.claim, leased_until = EXCLUDED.leased_until,
       state = 'claimed', created_at = now(), status = NULL, headers = NULL, body = NULL
     WHERE present.created_at < now() - interval '24 hours'
        OR (present.state = 'claimed' AND present.leased_until < now() AND present.fingerprint = EXCLUDED.fingerprint)`,
    [scope, key, fingerprint, claim],
  );
  return rowCount === 1 ? { kind: 'claimed' } : inspect(database, request);
}

interface Row extends StoredAnswer {
  readonly state: 'claimed' | 'effective' | 'answered';
  readonly same: boolean;
  readonly leased: boolean;
}

async function inspect(database: Executor, { scope, key, fingerprint }: KeyedRequest): Promise<ClaimResult> {
  const { rows } = await database.query<Row>(
    `SELECT state, status, headers, body, fingerprint = $3 AS same, leased_until > now() AS leased
     FROM chassis.idempotency WHERE scope = $1 AND key = $2`,
    [scope, key, fingerprint],
  );
  const [row] = rows;
  // Given up between the two statements: the next try takes it.
  if (!row) return { kind: 'in-progress' };
  if (!row.same) return { kind: 'other-request' };
  if (row.state === 'answered')
    return { kind: 'answered', answer: { status: row.status, headers: row.headers, body: row.body } };
  return { kind: row.state === 'effective' && !row.leased ? 'answer-lost' : 'in-progress' };
}

/** Notes, in the transaction of the effect, that it will have happened; false when another attempt has taken over. */
export async function markEffective(tx: Executor, { scope, key, claim }: KeyedRequest): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE chassis.idempotency SET state = 'effective' WHERE scope = $1 AND key = $2 AND claim = $3 AND state = 'claimed'`,
    [scope, key, claim],
  );
  return rowCount === 1;
}

/** Keeps the answer for those who ask again. */
export async function keepAnswer(
  database: Executor,
  { scope, key, claim }: KeyedRequest,
  answer: StoredAnswer,
): Promise<void> {
  await database.query(
    `UPDATE chassis.idempotency SET state = 'answered', status = $4, headers = $5, body = $6
     WHERE scope = $1 AND key = $2 AND claim = $3`,
    [scope, key, claim, answer.status, JSON.stringify(answer.headers), answer.body],
  );
}

/** Gives the key back after a failure: without effect the request may be made again, with it its answer is lost. */
export async function giveUpKey(database: Executor, { scope, key, claim }: KeyedRequest): Promise<void> {
  await database.query(
    `WITH without_effect AS (
       DELETE FROM chassis.idempotency WHERE scope = $1 AND key = $2 AND claim = $3 AND state = 'claimed'
     )
     UPDATE chassis.idempotency SET leased_until = now() WHERE scope = $1 AND key = $2 AND claim = $3 AND state = 'effective'`,
    [scope, key, claim],
  );
}

/** Forgets keys older than a day. */
export async function forgetOldKeys(database: Executor): Promise<void> {
  await database.query(`DELETE FROM chassis.idempotency WHERE created_at < now() - interval '24 hours'`);
}
