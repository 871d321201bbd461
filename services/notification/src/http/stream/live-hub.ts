import { setTimeout as wait } from 'node:timers/promises';
import { type FeedOptions, type Listener, makeFeedListeners } from './feed-listeners.ts';

export interface LiveHub {
  /** Serves the listener until its connection closes. */
  readonly add: (listener: Listener) => void;
  /** There may be news: look now. */
  readonly nudge: () => void;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

export interface LiveHubOptions extends FeedOptions {
  readonly failed: (error: unknown) => void;
  readonly pollMs?: number;
  readonly heartbeatMs?: number;
}

/** Longer without reading, and a client is gone; it can come back and resume. */
const stalledAfterMs = 60_000;
// Looks are at least so far apart: what comes within is read together, so that a burst does not cost a statement per event.
const coalesceMs = 20;

/**
 * Feeds all streams of this instance from the database, together: what is committed is read behind each cursor, so
 * nothing is lost or doubled, however news of it travels. A client that does not read keeps its place and holds nobody.
 */
export function makeLiveHub(options: LiveHubOptions): LiveHub {
  const { failed, pollMs = 1_000, heartbeatMs = 15_000 } = options;
  const feed = makeFeedListeners(options);
  const listeners = new Set<Listener>();
  let wake = Promise.withResolvers<void>();
  let stopped = false;
  let running: Promise<void> | undefined;
  let beating: NodeJS.Timeout | undefined;

  const nudge = (): void => wake.resolve();

  async function run(): Promise<void> {
    while (!stopped) {
      wake = Promise.withResolvers();
      const lookedAt = performance.now();
      if (await feedSafely()) continue;
      await Promise.race([wake.promise, wait(pollMs, undefined, { ref: false })]);
      await wait(Math.max(0, lookedAt + coalesceMs - performance.now()));
    }
  }

  async function feedSafely(): Promise<boolean> {
    try {
      return await feed(listeners);
    } catch (error) {
      failed(error);
      return false;
    }
  }

  function beat(): void {
    for (const { connection } of listeners) {
      if (!connection.ready() && connection.blockedMs() > stalledAfterMs) connection.end('stalled');
      else connection.beat();
    }
  }

  return {
    add: (listener) => {
      listeners.add(listener);
      listener.connection.whenClosed(() => listeners.delete(listener));
      nudge();
    },
    nudge,
    start: () => {
      running ??= run();
      beating ??= setInterval(beat, heartbeatMs).unref();
    },
    stop: async () => {
      stopped = true;
      clearInterval(beating);
      nudge();
      for (const { connection } of listeners) connection.end('restarting');
      await running;
    },
  };
}
