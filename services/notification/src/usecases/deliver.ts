import type { OutsideChannel } from '../domain/channel.ts';
import type { DeliveryKey } from '../domain/delivery-id.ts';
import type { AttemptOutcome, Settlement } from '../domain/delivery-outcome.ts';
import type { Language } from '../domain/language.ts';
import type { Wording } from '../domain/notice.ts';
import type { Severity } from '../domain/severity.ts';

/** A delivery that this process holds the lease of, with all that its sending needs. */
export interface ClaimedDelivery extends DeliveryKey {
  readonly channel: OutsideChannel;
  /** The number of this attempt, from 1: who holds a lower one has lost the lease. */
  readonly attempt: number;
  /** Undefined when the person is gone, or has no address there any more. */
  readonly target: string | undefined;
  /** It took nothing for a while; when it does now, that is over. */
  readonly wasDead?: boolean;
  readonly wording: Wording;
  readonly language: Language;
  readonly eventType: string;
  readonly severity: Severity;
  readonly parks: readonly string[];
  readonly subject: string;
  readonly occurredAt: Date;
  /** The names of those for whom a deputy is told; the title says so too. */
  readonly onBehalfOf?: readonly string[];
}

/** What came of a claimed delivery. */
export interface SettledDelivery<Claimed extends ClaimedDelivery = ClaimedDelivery> {
  readonly delivery: Claimed;
  readonly outcome: AttemptOutcome;
  readonly settlement: Settlement;
}

/** Takes at most so many due deliveries of the channel; nobody else gets them until the lease ends. */
export type ClaimDeliveries<Claimed extends ClaimedDelivery = ClaimedDelivery> = (
  channel: OutsideChannel,
  limit: number,
  leaseMs: number,
) => Promise<readonly Claimed[]>;

/** Writes the outcomes of those whose lease was not lost. */
export type SettleDeliveries<Claimed extends ClaimedDelivery = ClaimedDelivery> = (
  settled: readonly SettledDelivery<Claimed>[],
) => Promise<void>;

/** Sends one delivery. Never throws: what went wrong is its outcome. */
export type Send<Claimed extends ClaimedDelivery = ClaimedDelivery> = (
  delivery: Claimed,
) => Promise<AttemptOutcome>;
