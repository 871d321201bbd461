import {
  type RecordedEventOf,
  tenancyChanged,
  tenancyClearOutNoticed,
  tenancyEnded,
  tenancyExpiring,
  tenancySigned,
} from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';

export const tenancyEvents = [
  tenancySigned,
  tenancyChanged,
  tenancyExpiring,
  tenancyClearOutNoticed,
  tenancyEnded,
] as const;
export type TenancyEvent = RecordedEventOf<(typeof tenancyEvents)[number]>;

/** A contract as it was last told: whether its tenant stays. */
export interface TenancyTerm {
  readonly tenancy: string;
  readonly park: string;
  readonly uscc: string | null;
  readonly until: string;
  readonly leaving: boolean;
  readonly ended: boolean;
  readonly revision: number;
}

/** Writes terms; older revisions change nothing. */
export type SaveTenancyTerms = (tx: Executor, terms: readonly TenancyTerm[]) => Promise<void>;

/** From so many days before a contract's end on, its tenant is taken to leave; most renew earlier. */
const leavingDays = 30;

/** Takes contracts for who leaves: of each the last event. */
export const makeApplyTenancyEvents =
  (saveTenancyTerms: SaveTenancyTerms) =>
  (tx: Executor, events: readonly TenancyEvent[]): Promise<void> => {
    const last = new Map(events.map((event) => [event.subject, event]));
    return saveTenancyTerms(
      tx,
      [...last.values()].map((event) => ({
        tenancy: event.subject,
        park: event.data.park,
        uscc: event.data.uscc ?? null,
        until: event.data.until,
        leaving: isLeaving(event),
        ended: event.type === tenancyEnded.type,
        revision: event.revision,
      })),
    );
  };

function isLeaving(event: TenancyEvent): boolean {
  switch (event.type) {
    case tenancySigned.type:
      return false;
    case tenancyChanged.type:
      return event.data.how === 'exit-agreed';
    case tenancyExpiring.type:
      return event.data.days <= leavingDays;
    case tenancyClearOutNoticed.type:
    case tenancyEnded.type:
      return true;
  }
}
