import { InvalidEvent } from '../contract-check.ts';

/** Whether to blame the surroundings (try again, without end but with an alarm) or the event (park it). */
export type Blame = 'surroundings' | 'event';

/** Who is at fault, by SQLSTATE and system error code; a broken contract is always the event's own fault. */
export function blameFor(error: unknown): Blame {
  if (error instanceof InvalidEvent) return 'event';
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (isOutside(cause)) return 'surroundings';
  }
  return 'event';
}

function isOutside(error: Error): boolean {
  const { code, kind } = error as { code?: unknown; kind?: unknown };
  if (kind === 'unavailable') return true;
  if (typeof code !== 'string') return brokenConnection.test(error.message);
  return outsideCodes.has(code) || (sqlState.test(code) && outsideClasses.has(code.slice(0, 2)));
}

const sqlState = /^[0-9A-Z]{5}$/;
// connection, rollback (deadlock, serialization), resources, operator intervention, system error
const outsideClasses = new Set(['08', '40', '53', '57', '58']);
const outsideCodes = new Set([
  '55P03', // lock timeout
  '25P03', // idle in transaction for too long
  '25P04', // transaction timeout
  '25006', // read only: a standby, or a primary that was just demoted
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
// pg reports some broken connections without a code
const brokenConnection =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|Query read timeout)/;

/** Why a partition stands still until somebody or something outside changes. */
export type StopReason = 'unknown-version' | 'sequence-gap' | 'too-many-parked';

export class PartitionStopped extends Error {
  override readonly name = 'PartitionStopped';
  readonly reason: StopReason;

  constructor(reason: StopReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Doubles from 50 ms to 5 s, with jitter so that those who wait do not return in step. */
export const backoffMs = (attempt: number): number =>
  Math.min(50 * 2 ** attempt, 5_000) * (0.75 + Math.random() / 2);

/** What people read of an error in a dead letter or an alarm: bounded, and without what a text column refuses. */
export const describeError = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error))
    .replaceAll('\0', '')
    .slice(0, 4_000);
