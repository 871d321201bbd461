import type { Logger } from 'pino';
import type { Unsubscribe } from './live-channel.ts';

export type Receive = (message: unknown) => void;

/** Who listens to which channel in this process. A receiver that throws is logged and doesn't hold up the others. */
export interface Subscribers {
  readonly add: (channel: string, receive: Receive) => Unsubscribe;
  readonly deliver: (channel: string, message: unknown) => void;
  readonly clear: () => void;
}

/** Makes an empty set; `opened` and `closed` tell of a channel's first and last subscriber. */
export function makeSubscribers(
  log: Logger,
  {
    opened = () => {},
    closed = () => {},
  }: { opened?: (channel: string) => void; closed?: (channel: string) => void } = {},
): Subscribers {
  const channels = new Map<string, Set<{ readonly receive: Receive }>>();
  return {
    add: (channel, receive) => {
      // an object of its own, so that the same function may subscribe twice
      const subscriber = { receive };
      const present = channels.get(channel);
      if (present) present.add(subscriber);
      else {
        channels.set(channel, new Set([subscriber]));
        opened(channel);
      }
      return () => {
        const members = channels.get(channel);
        if (members?.delete(subscriber) && members.size === 0) {
          channels.delete(channel);
          closed(channel);
        }
      };
    },
    deliver: (channel, message) => {
      for (const { receive } of channels.get(channel) ?? []) {
        try {
          receive(message);
        } catch (error) {
          log.error({ err: error, channel }, 'a live subscriber failed');
        }
      }
    },
    clear: () => channels.clear(),
  };
}
