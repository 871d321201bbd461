import type { EventContext } from '@yuanqu/events';

/** Who does something, when, and in which request. */
export interface Deed {
  /** The account or client; `system` for what a deadline brings. */
  readonly by: string;
  readonly at: Date;
  readonly context: EventContext & { readonly requestId?: string };
}
