import { retryDelayMs } from './retry-schedule.ts';

/** How one attempt ended, as the channel saw it. */
export type AttemptOutcome =
  | { readonly kind: 'delivered' }
  /** May work later: a timeout, a 5xx, a redirect. */
  | { readonly kind: 'failed'; readonly error: string; readonly status?: number }
  /** The receiver takes no more for now; that is nobody's failure. */
  | { readonly kind: 'later'; readonly error: string; readonly afterMs: number; readonly status?: number }
  /** Will never work: the mailbox does not exist (`about` the address), or the message is not taken. */
  | {
      readonly kind: 'refused';
      readonly error: string;
      readonly status?: number;
      readonly about?: 'address';
    }
  /** The receiver asks not to be called again (410). */
  | { readonly kind: 'gone'; readonly error: string; readonly status: number }
  /** There is nobody to send to any more. */
  | { readonly kind: 'no-address'; readonly error: string };

/** What becomes of a delivery after an attempt. */
export type Settlement =
  | { readonly state: 'delivered' }
  | { readonly state: 'pending'; readonly retryAfterMs: number }
  | { readonly state: 'dead' }
  | { readonly state: 'cancelled' };

/** Whether an attempt shows that the address takes nothing any more: it is refused or gone, or ten tries found nobody. */
export const showsDeadAddress = (outcome: AttemptOutcome, settlement: Settlement): boolean =>
  outcome.kind === 'gone' ||
  (outcome.kind === 'refused' && outcome.about === 'address') ||
  (outcome.kind === 'failed' && settlement.state === 'dead');

/** Decides by the number of the attempt (from 1): again later, or never. */
export function settle(
  outcome: AttemptOutcome,
  attempt: number,
  random: number,
  delaysMs?: readonly number[],
): Settlement {
  switch (outcome.kind) {
    case 'delivered':
      return { state: 'delivered' };
    case 'failed': {
      const retryAfterMs = retryDelayMs(attempt, random, delaysMs);
      return retryAfterMs === undefined ? { state: 'dead' } : { state: 'pending', retryAfterMs };
    }
    case 'later':
      return { state: 'pending', retryAfterMs: outcome.afterMs };
    case 'refused':
      return { state: 'dead' };
    case 'gone':
    case 'no-address':
      return { state: 'cancelled' };
  }
}
