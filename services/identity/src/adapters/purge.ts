import type { Executor } from '@yuanqu/messaging';

const keepEndedMs = 30 * 24 * 3600_000;

/**
 * Drops sessions that ended a month ago (their tokens go with them) and client secrets that expired then: until now
 * a token used twice was recognised, from now on it is unknown.
 */
export async function purgeEnded(database: Executor, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keepEndedMs);
  await database.query('DELETE FROM session WHERE ends_at < $1', [before]);
  await database.query('DELETE FROM client_secret WHERE expires_at < $1', [before]);
}
