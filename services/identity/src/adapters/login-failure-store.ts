import { createHash } from 'node:crypto';
import type { Executor } from '@yuanqu/messaging';
import { blockAfterFailureMs, forgetFailuresAfterMs } from '../domain/login-delay.ts';
import type { LoginFailures } from '../usecases/ports.ts';

/** Counts failed logins per name, whether or not anybody has it. */
export const loginFailureStore = (database: Executor): LoginFailures => ({
  admit: async (username, now) => {
    // The row is the gate: whoever finds it blocked changes nothing; of many at once each sees what the one before made of it.
    const { rowCount } = await database.query(
      `INSERT INTO login_failure AS failure (name_hash, failures, blocked_until, last_failed_at)
       VALUES ($1, 1, NULL, $2)
       ON CONFLICT (name_hash) DO UPDATE SET (failures, blocked_until, last_failed_at) = (
         SELECT counted.failures,
                $2::timestamptz
                  + nullif(($3::bigint[])[least(counted.failures, cardinality($3::bigint[]))], 0) * interval '1 ms',
                $2
         FROM (SELECT CASE WHEN failure.last_failed_at < $4 THEN 1 ELSE failure.failures + 1 END AS failures) AS counted)
       WHERE failure.blocked_until IS NULL OR failure.blocked_until <= $2`,
      [hashOf(username), now, blockAfterFailureMs, new Date(now.getTime() - forgetFailuresAfterMs)],
    );
    return rowCount === 1 ? undefined : { retryAfterMs: await remainingMs(database, username, now) };
  },
  forgive: async (username) => {
    await database.query('DELETE FROM login_failure WHERE name_hash = $1', [hashOf(username)]);
  },
});

/** Drops what is forgotten anyway. */
export const dropForgottenFailures = async (database: Executor, now: Date): Promise<void> => {
  await database.query('DELETE FROM login_failure WHERE last_failed_at < $1', [
    new Date(now.getTime() - forgetFailuresAfterMs),
  ]);
};

async function remainingMs(database: Executor, username: string, now: Date): Promise<number> {
  const { rows } = await database.query<{ until: Date | null }>(
    'SELECT blocked_until AS until FROM login_failure WHERE name_hash = $1',
    [hashOf(username)],
  );
  // Forgiven in between: then the next attempt is welcome at once.
  return Math.max(0, (rows[0]?.until?.getTime() ?? now.getTime()) - now.getTime());
}

const hashOf = (username: string): Buffer => createHash('sha256').update(username).digest();
