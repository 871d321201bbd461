import { type Static, Type } from 'typebox';
import { deliveryId } from '../domain/delivery-id.ts';
import { deliveryStates, type FailedAttempt, type LedgerEntry } from '../usecases/ledger.ts';
import { ChannelSchema, InstantSchema, orNull } from './schemas.ts';

export const StateSchema = Type.Enum([...deliveryStates]);
/** A line of the ledger as it goes out. */
export const Delivery = Type.Object({
  id: Type.String({ description: 'What receivers see as webhook-id or Message-ID' }),
  eventId: Type.String(),
  eventType: Type.String(),
  channel: ChannelSchema,
  state: StateSchema,
  attempts: Type.Integer(),
  person: Type.String({ description: 'The account’s id' }),
  username: orNull(Type.String()),
  address: orNull(Type.String({ description: 'Masked' })),
  createdAt: InstantSchema,
  dueAt: orNull(InstantSchema),
  settledAt: orNull(InstantSchema),
  lastError: orNull(Type.String()),
  batchId: orNull(Type.String({ description: 'The digest or summary that it went with' })),
});

const Attempt = Type.Object({
  number: Type.Integer(),
  at: InstantSchema,
  address: Type.String({ description: 'Masked' }),
  error: Type.String(),
  status: orNull(Type.Integer()),
});

export const DeliveryWithAttempts = Type.Object({
  ...Delivery.properties,
  failedAttempts: Type.Array(Attempt),
});

export const toDelivery = (entry: LedgerEntry): Static<typeof Delivery> => ({
  id: deliveryId(entry),
  eventId: entry.eventId,
  eventType: entry.eventType,
  channel: entry.channel,
  state: entry.state,
  attempts: entry.attempts,
  person: entry.officialId,
  username: entry.username,
  address: entry.address,
  createdAt: entry.createdAt.toISOString(),
  dueAt: entry.dueAt?.toISOString() ?? null,
  settledAt: entry.settledAt?.toISOString() ?? null,
  lastError: entry.lastError,
  batchId: entry.batchId,
});

/** With what went wrong before. */
export const toDeliveryWithAttempts = ({
  entry,
  attempts,
}: {
  readonly entry: LedgerEntry;
  readonly attempts: readonly FailedAttempt[];
}): Static<typeof DeliveryWithAttempts> => ({
  ...toDelivery(entry),
  failedAttempts: attempts.map((attempt) => ({ ...attempt, at: attempt.at.toISOString() })),
});
