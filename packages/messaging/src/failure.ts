import { InvalidEvent } from './cloud-event.ts';

/** Whether to blame the surroundings (try again, without end but with an alarm) or the event (park it). */
export type Blame = 'surroundings' | 'event';

// SQLSTATE classes: connection, rollback (deadlock, serialization), resources, operator intervention, system error;
// 55P03 is a lock timeout, 25P03/25P04 the idle and transaction time-outs.
const outsideClasses = new Set(['08', '40', '53', '57', '58']);
const outsideCodes = new Set(['55P03', '25P03', '25P04', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'ENOTFOUND', 'EAI_AGAIN']);
// pg reports some broken connections without a code.
const brokenConnection = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout)/;

/** Who is at fault, by SQLSTATE and system error code; a broken contract is always the event's own fault. */
export function blameFor(error: unknown): Blame {
  if (error instanceof InvalidEvent) return 'event';
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const code = (cause as { code?: unknown }).code;
    if (typeof code === 'string' && (outsideClasses.has(code.slice(0, 2)) && code.length === 5 || outsideCodes.has(code))) return 'surroundings';
    if ((cause as { kind?: unknown }).kind === 'unavailable') return 'surroundings';
    if (code === undefined && brokenConnection.test(cause.message)) return 'surroundings';
  }
  return 'event';
}

/** Why a partition stands still until somebody or something outside changes. */
export class PartitionStopped extends Error {
  override readonly name = 'PartitionStopped';
  readonly reason: 'unknown-version' | 'sequence-gap' | 'too-many-parked';

  constructor(reason: PartitionStopped['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Doubles from 50 ms to 5 s, with jitter so that consumers do not return in step. */
export const backoffMs = (attempt: number): number => Math.min(50 * 2 ** attempt, 5_000) * (0.75 + Math.random() / 2);
