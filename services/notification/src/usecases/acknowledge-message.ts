import type { Clock } from '@yuanqu/domain';
import { type EventContext, messageAcknowledged, type NewEvent, newEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import { deliveryId } from '../domain/delivery-id.ts';
import { type ReadMessage, unknownMessage } from './inbox.ts';
import type { InTransaction } from './ports.ts';

export interface Acknowledged {
  readonly eventId: string;
  readonly eventType: string;
}

export interface AcknowledgePorts {
  readonly transaction: InTransaction;
  /** Undefined when there is no such message, or when it was acknowledged before. */
  readonly markAcknowledged: (
    tx: Executor,
    officialId: string,
    number: bigint,
    at: Date,
  ) => Promise<Acknowledged | undefined>;
  /** Closes what the message asked for, where the official is its owner or of a role whose turn it is or was. */
  readonly closeObligation: (tx: Executor, eventId: string, officialId: string, at: Date) => Promise<void>;
  readonly readMessage: ReadMessage;
  readonly append: (tx: Executor, events: readonly NewEvent[]) => Promise<void>;
  readonly clock: Clock;
}

/**
 * An official confirms to have taken note. Again changes nothing, and the event goes out once.
 * Errors: `notification.unknown-message`.
 */
export const makeAcknowledgeMessage =
  ({ transaction, markAcknowledged, closeObligation, readMessage, append, clock }: AcknowledgePorts) =>
  async (officialId: string, number: bigint, context: EventContext) => {
    await transaction(async (tx) => {
      const at = clock();
      const acknowledged = await markAcknowledged(tx, officialId, number, at);
      if (!acknowledged) return;
      const { eventId, eventType } = acknowledged;
      await closeObligation(tx, eventId, officialId, at);
      const event = newEvent(messageAcknowledged, {
        subject: deliveryId({ eventId, officialId, channel: 'in-app' }),
        revision: 1,
        time: at,
        data: { official: officialId, eventId, eventType, at: at.toISOString() },
        context,
      });
      await append(tx, [event]);
    });
    const message = await readMessage(officialId, number);
    if (!message) throw unknownMessage(number);
    return message;
  };
