import { AppError } from '@yuanqu/domain';
import type { Channel } from '../domain/channel.ts';
import type { DeliveryKey } from '../domain/delivery-id.ts';

/** `gathered` waits for the next digest, `digested` went with it. */
export const deliveryStates = ['pending', 'delivered', 'dead', 'cancelled', 'gathered', 'digested'] as const;

export type DeliveryState = (typeof deliveryStates)[number];

/** A line of the ledger: one event, one person, one channel. The inbox is delivered by being written. */
export interface LedgerEntry extends DeliveryKey {
  readonly eventType: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Masked; null for the inbox, and where the person has no such address any more. */
  readonly address: string | null;
  readonly username: string | null;
  readonly createdAt: Date;
  /** When it is tried next; null when it is settled. */
  readonly dueAt: Date | null;
  readonly settledAt: Date | null;
  readonly lastError: string | null;
  /** The message that carried it together with others: a digest, a summary. */
  readonly batchId: string | null;
}

export interface FailedAttempt {
  readonly number: number;
  readonly at: Date;
  readonly address: string;
  readonly error: string;
  readonly status: number | null;
}

export interface LedgerFilter {
  readonly state?: DeliveryState;
  readonly channel?: Channel;
  readonly eventId?: string;
  readonly officialId?: string;
  /** Those that come after this one in the order of the list. */
  readonly after?: DeliveryKey;
}

/** Newest events first. */
export type ListLedger = (filter: LedgerFilter, limit: number) => Promise<readonly LedgerEntry[]>;

export type ReadLedgerEntry = (
  key: DeliveryKey,
) => Promise<{ readonly entry: LedgerEntry; readonly attempts: readonly FailedAttempt[] } | undefined>;

/** Makes a dead or cancelled delivery due at once, for one more attempt; false when it is neither. */
export type RetryDelivery = (key: DeliveryKey) => Promise<boolean>;

export const unknownDelivery = (): AppError =>
  new AppError('notification.unknown-delivery', 'not-found', 'There is no such delivery.');

export const notDead = (): AppError =>
  new AppError(
    'notification.not-dead',
    'conflict',
    'Only a dead or cancelled delivery can be tried again by hand; the others went out or will be tried by themselves.',
  );
