import type { Settlement } from '../domain/settle-update.ts';
import type { NumberedLine } from './line-feed.ts';
import { emptyTally, reasonOf, type Tally, updateIdOfLine } from './settle-lines.ts';

/** One line of a stream's answer: what was settled since the line before it. */
export interface Progress extends Tally {
  /** The last line of the body whose outcome is settled. */
  readonly through: number;
  readonly errors: readonly LineError[];
}

export interface LineError {
  readonly line: number;
  readonly updateId?: string | undefined;
  readonly code?: string;
  readonly detail?: string;
  readonly retryable?: boolean;
}

/** What a portion of lines came to. */
export function progressOf(
  { lines, through }: { readonly lines: readonly NumberedLine[]; readonly through: number },
  settlements: readonly Settlement[],
): Progress {
  const tally = emptyTally();
  const errors: LineError[] = [];
  for (const [index, settlement] of settlements.entries()) {
    tally[settlement.outcome] += 1;
    const line = lines[index];
    if (settlement.outcome === 'rejected' && line)
      errors.push({ line: line.number, updateId: updateIdOfLine(line.read), ...reasonOf(settlement) });
  }
  return { through, ...tally, errors };
}

export function addTo(total: Tally, { accepted, unchanged, stale, rejected }: Tally): void {
  total.accepted += accepted;
  total.unchanged += unchanged;
  total.stale += stale;
  total.rejected += rejected;
}

/** Two lines of the answer as one. */
export function merge(one: Progress, other: Progress): Progress {
  const tally = emptyTally();
  addTo(tally, one);
  addTo(tally, other);
  return { through: other.through, ...tally, errors: [...one.errors, ...other.errors] };
}
