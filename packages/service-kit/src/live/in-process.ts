import type { Logger } from 'pino';
import type { LiveChannel } from './live-channel.ts';
import { makeSubscribers } from './subscribers.ts';

/** The live channel of a single process. */
export function inProcessLiveChannel(log: Logger): LiveChannel {
  const subscribers = makeSubscribers(log);
  return {
    publish: (channel, message) => {
      // As over a wire: later, and a copy.
      const text = JSON.stringify(message);
      setImmediate(() => subscribers.deliver(channel, JSON.parse(text) as unknown));
    },
    subscribe: async (channel, receive) => subscribers.add(channel, receive),
    stop: async () => subscribers.clear(),
  };
}
