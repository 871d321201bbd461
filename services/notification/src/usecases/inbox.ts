import { AppError } from '@yuanqu/domain';
import type { InboxMessage } from '../domain/inbox-message.ts';

/** Which messages of an inbox are wanted; `to-acknowledge`: what somebody has to, and it is the reader's turn or was. */
export const inboxFilters = ['all', 'unread', 'unacknowledged', 'to-acknowledge'] as const;
export type InboxFilter = (typeof inboxFilters)[number];

/** Newest first, those before the given number. */
export type ListInbox = (
  officialId: string,
  wanted: { readonly filter: InboxFilter; readonly before?: bigint; readonly limit: number },
) => Promise<readonly InboxMessage[]>;

export type ReadMessage = (officialId: string, number: bigint) => Promise<InboxMessage | undefined>;

export interface InboxCounts {
  readonly total: number;
  readonly unread: number;
  readonly unacknowledged: number;
  /** Of these, what somebody has to acknowledge, and it is the reader's turn or was. */
  readonly toAcknowledge: number;
}

export type CountInbox = (officialId: string) => Promise<InboxCounts>;

/** Marks a message as read, once, and says whether there is one. */
export type MarkRead = (officialId: string, number: bigint) => Promise<boolean>;

export const unknownMessage = (number: bigint): AppError =>
  new AppError('notification.unknown-message', 'not-found', `There is no message ${number} in your inbox.`);
