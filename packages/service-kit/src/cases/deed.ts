import type { EventContext } from '@yuanqu/events';

/** Who does something, when, and in which request. */
export interface Deed {
  /** The account or client; `system` for what a deadline brings. */
  readonly by: string;
  readonly at: Date;
  readonly context: EventContext & { readonly requestId?: string };
}

/** Who does something in which request; the time is the clock's. */
export type Who = Omit<Deed, 'at'>;

/** A case at the revision that somebody saw, and who does something to it. */
export interface OnCase {
  readonly id: string;
  readonly expected: number;
  readonly who: Who;
}
