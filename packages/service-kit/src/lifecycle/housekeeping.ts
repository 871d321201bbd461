import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { forgetOldKeys } from '../idempotency/idempotency-store.ts';

const hourMs = 3_600_000;

/** Forgets old Idempotency-Keys every hour; answers how to end it. */
export function startHousekeeping(pool: Pool, log: Logger): () => void {
  const timer = setInterval(() => {
    forgetOldKeys(pool).catch((error: unknown) =>
      log.warn({ err: error }, 'old Idempotency-Keys could not be forgotten'),
    );
  }, hourMs).unref();
  return () => clearInterval(timer);
}
