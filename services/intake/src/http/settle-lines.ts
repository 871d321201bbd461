import { isRejection } from '../domain/rejection.ts';
import type { Settlement } from '../domain/settle-update.ts';
import type { GroupCommit } from '../usecases/group-commit.ts';
import type { Sending } from '../usecases/submission.ts';
import type { ReadLine } from './read-line.ts';

/** How many lines ended how. */
export interface Tally {
  accepted: number;
  unchanged: number;
  stale: number;
  rejected: number;
}

export const emptyTally = (): Tally => ({ accepted: 0, unchanged: 0, stale: 0, rejected: 0 });

/** Settles what could be read and puts it back among what couldn't: one settlement a line, in order. */
export async function settleLines(
  groupCommit: GroupCommit,
  from: Sending,
  lines: readonly ReadLine[],
): Promise<readonly Settlement[]> {
  const updates = lines.flatMap((line) => ('update' in line ? [line.update] : []));
  const settled = updates.length === 0 ? [] : await groupCommit.submit({ from, updates });
  if (settled.length === lines.length) return settled;
  const next = settled.values();
  return lines.map((line) => ('update' in line ? nextOf(next) : line.rejection));
}

/** What is said of a line beyond its outcome. */
export const reasonOf = (settlement: Settlement): Reason =>
  isRejection(settlement)
    ? {
        code: settlement.code,
        detail: settlement.detail,
        ...(settlement.retryable === true && { retryable: true }),
      }
    : {};

export interface Reason {
  readonly code?: string;
  readonly detail?: string;
  readonly retryable?: boolean;
}

/** The id that a line carries, if it carries a readable one. */
export const updateIdOfLine = (line: ReadLine): string | undefined =>
  'update' in line ? line.update.updateId : line.updateId;

function nextOf(settlements: Iterator<Settlement>): Settlement {
  const { done, value } = settlements.next();
  if (done) throw new Error('fewer settlements than updates');
  return value;
}
