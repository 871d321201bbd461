import {
  clientRegistered,
  clientRestored,
  clientRevoked,
  clientSnapshotted,
  type RecordedEventOf,
} from '@yuanqu/events';
import { type ConsumerDefinition, defineConsumer } from '@yuanqu/messaging';
import type { MarkClients } from '../usecases/ports.ts';

/** Keeps which operators' systems have lost their access; running streams of theirs end at their next commit. */
export const onClientEvents = (markClients: MarkClients): ConsumerDefinition =>
  defineConsumer({
    group: 'intake.revoked-clients.v1',
    events: [clientRegistered, clientRevoked, clientRestored, clientSnapshotted],
    handle: async (tx, events) => {
      // A client's events come in order: the last of a slice is what holds.
      const last = new Map(events.map((event) => [event.data.clientId, event]));
      await markClients(
        tx,
        [...last.values()].map((event) => ({
          clientId: event.data.clientId,
          revokedAt: isRevoked(event) ? event.time : undefined,
        })),
      );
    },
  });

type ClientEvent = RecordedEventOf<
  typeof clientRevoked | typeof clientRestored | typeof clientSnapshotted | typeof clientRegistered
>;

const isRevoked = (event: ClientEvent): boolean =>
  event.type === clientRevoked.type || (event.type === clientSnapshotted.type && !event.data.active);
