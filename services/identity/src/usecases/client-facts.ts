import {
  clientChanged,
  clientRegistered,
  clientRestored,
  clientRevoked,
  type EventContext,
  newEvent,
  type NewEvent,
} from '@yuanqu/events';
import type { Client, ClientEvent } from '../domain/client.ts';
import { isActive } from '../domain/hold.ts';

/** What others are told of a client: revoked and restored when its access ends and returns, not at every hold. */
export function clientFact(
  event: ClientEvent,
  before: Client | undefined,
  client: Client,
  time: Date,
  context: EventContext,
): NewEvent {
  const envelope = { subject: client.clientId, revision: client.revision, time, context };
  const data = publicClient(client);
  const wasActive = before !== undefined && isActive(before);
  if (event.kind === 'registered') return newEvent(clientRegistered, { ...envelope, data });
  if (event.kind === 'held' && wasActive)
    return newEvent(clientRevoked, { ...envelope, data: { ...data, reason: event.hold.reason } });
  if (event.kind === 'lifted' && isActive(client)) return newEvent(clientRestored, { ...envelope, data });
  return newEvent(clientChanged, { ...envelope, data });
}

/** What of a client is for other services. */
export const publicClient = ({ clientId, operator, parks, name, demo }: Client) => ({
  clientId,
  operator,
  parks: [...parks],
  name,
  ...(demo ? { demo } : {}),
});
