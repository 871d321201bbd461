import type { InboxMessage } from '../domain/inbox-message.ts';

/** How far one reader of an inbox has read. */
export interface InboxCursor {
  readonly officialId: string;
  readonly after: bigint;
}

/** What lies behind a cursor: at most a page of messages, in order. */
export interface InboxNews {
  readonly messages: readonly InboxMessage[];
  /** The page is full: there may be more. */
  readonly more: boolean;
  /** False when the owner's account has ended. */
  readonly active: boolean;
}

/** Reads what lies behind all the cursors at once, in their order. */
export type ReadNews = (cursors: readonly InboxCursor[], pageSize: number) => Promise<readonly InboxNews[]>;

/** How much lies behind a cursor, and the last of it. */
export type ReadBacklog = (
  cursor: InboxCursor,
) => Promise<{ readonly missed: number; readonly latest: InboxMessage } | undefined>;

/** The number of the last message of an inbox; 0 when it is empty. */
export type ReadHead = (officialId: string) => Promise<bigint>;
