import { clientRegistered, clientRestored, clientRevoked } from '@yuanqu/events';
import { type ConsumerDefinition, defineConsumer } from '@yuanqu/messaging';
import type { MarkClients } from '../usecases/ports.ts';

/** Keeps which operators' systems have lost their access; running streams of theirs end at their next commit. */
export const onClientEvents = (markClients: MarkClients): ConsumerDefinition =>
  defineConsumer({
    group: 'intake.revoked-clients.v1',
    events: [clientRegistered, clientRevoked, clientRestored],
    handle: async (tx, events) => {
      // A client's events come in order: the last of a slice is what holds.
      const last = new Map(events.map((event) => [event.data.clientId, event]));
      await markClients(
        tx,
        [...last.values()].map(({ data: { clientId }, type, time }) => ({
          clientId,
          revokedAt: type === clientRevoked.type ? time : undefined,
        })),
      );
    },
  });
