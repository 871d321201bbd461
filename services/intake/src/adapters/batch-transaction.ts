import { AppError } from '@yuanqu/domain';
import { isDatabaseUnavailable, sqlStateOf, type Transaction } from '@yuanqu/service-kit';
import type { SettlingPorts } from '../usecases/ports.ts';

const maxAttempts = 3;
// A lock or statement that timed out has cost seconds already; the senders shall hear of it.
const patienceMs = 2_000;

/**
 * Runs a batch, again when another instance was faster with an update id or an enterprise, or when the connection was
 * cut before COMMIT. Throws `intake.outcome-unknown` when it was cut during COMMIT, and
 * `service.database-unavailable` when the database stays away.
 */
export const batchTransaction =
  (transaction: Transaction): SettlingPorts['transaction'] =>
  async (work) => {
    const startedAt = performance.now();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await transaction(work);
      } catch (error) {
        if (isCommitUnknown(error)) throw outcomeUnknown(error);
        const passing = sqlStateOf(error) === uniqueViolation || isDatabaseUnavailable(error);
        if (passing && attempt < maxAttempts && performance.now() - startedAt < patienceMs) continue;
        throw isDatabaseUnavailable(error) ? databaseAway(error) : error;
      }
    }
  };

const uniqueViolation = '23505';

const isCommitUnknown = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'database.commit-unknown';

const outcomeUnknown = (cause: unknown): AppError =>
  new AppError(
    'intake.outcome-unknown',
    'unavailable',
    'The connection to the database was lost during the commit, so it is not known whether the updates were taken; send them again, which settles it: what was taken answers "unchanged".',
    { retryAfterMs: 1_000 },
    cause,
  );

const databaseAway = (cause: unknown): AppError =>
  new AppError(
    'service.database-unavailable',
    'unavailable',
    'The database cannot be reached; nothing of this was taken.',
    { retryAfterMs: 2_000 },
    cause,
  );
