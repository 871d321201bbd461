import type { Bus } from '@yuanqu/messaging';
import type { Pool } from 'pg';
import type { ReadyCheck } from './define-service.ts';
import { within } from './stop-stack.ts';

/** One thing that a service needs, and whether it has it now. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail?: string;
}

const limitMs = 2_000;

/** The checks that every service has: its database, the log, its consumers. */
export const standardChecks = (
  pool: Pool,
  bus: Bus,
  consumersHealthy: () => boolean,
): readonly ReadyCheck[] => [
  { name: 'database', check: async () => void (await pool.query('SELECT 1')) },
  { name: bus.kind, check: () => bus.check() },
  {
    name: 'consumers',
    check: async () => {
      if (!consumersHealthy()) throw new Error('a consumer stands still; see ops/lag');
    },
  },
];

/** Asks them all at once; none takes longer than two seconds. */
export const runChecks = (checks: readonly ReadyCheck[]): Promise<Check[]> =>
  Promise.all(
    checks.map(async ({ name, check }) => {
      try {
        await within(limitMs, check);
        return { name, ok: true };
      } catch (error) {
        return { name, ok: false, detail: error instanceof Error ? error.message : String(error) };
      }
    }),
  );
