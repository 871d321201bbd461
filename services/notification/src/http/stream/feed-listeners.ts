import type { InboxMessage } from '../../domain/inbox-message.ts';
import type { ReadBacklog, ReadNews } from '../../usecases/live-inbox.ts';
import { toInboxItem } from '../inbox-item.ts';
import type { SseConnection } from './sse-connection.ts';

/** A stream and how far it has come. */
export interface Listener {
  readonly officialId: string;
  readonly connection: SseConnection;
  /** The number of the last message sent. */
  cursor: bigint;
  /** Up to here the client has asked for every message; beyond, one that cannot keep up gets a summary. */
  readonly replayUntil: bigint;
}

export interface FeedOptions {
  readonly readNews: ReadNews;
  readonly readBacklog: ReadBacklog;
  readonly summarised: (messages: number) => void;
}

const pageSize = 100;
/** Longer without reading, and a client counts as slow. */
const slowAfterMs = 500;

/**
 * Sends each listener what lies behind its cursor, a page at a time, all read in one statement. A slow one with more
 * than a page behind gets one summary instead. Answers whether somebody who is ready has more to come.
 */
export const makeFeedListeners =
  ({ readNews, readBacklog, summarised }: FeedOptions) =>
  async (listeners: Iterable<Listener>): Promise<boolean> => {
    const ready = [...listeners].filter(({ connection }) => connection.ready());
    if (ready.length === 0) return false;
    const cursors = ready.map(({ officialId, cursor }) => ({ officialId, after: cursor }));
    const news = await readNews(cursors, pageSize);
    let unfinished = false;
    for (const [index, listener] of ready.entries()) {
      const { messages = [], more = false, active = true } = news[index] ?? {};
      if (!active) listener.connection.end('account-inactive');
      else if (more && isSlow(listener)) await summarise(listener);
      else advance(listener, messages);
      unfinished ||= more && listener.connection.ready();
    }
    return unfinished;

    async function summarise(listener: Listener): Promise<void> {
      const backlog = await readBacklog({ officialId: listener.officialId, after: listener.cursor });
      if (!backlog) return;
      const { missed, latest } = backlog;
      listener.cursor = latest.number;
      const data = { missed, latest: toInboxItem(latest) };
      listener.connection.send({ id: latest.number, event: 'summary', data });
      summarised(missed);
    }
  };

const isSlow = ({ connection, cursor, replayUntil }: Listener): boolean =>
  cursor >= replayUntil && connection.blockedMs() > slowAfterMs;

function advance(listener: Listener, messages: readonly InboxMessage[]): void {
  const last = messages.at(-1);
  if (!last) return;
  listener.cursor = last.number;
  listener.connection.send(
    ...messages.map((message) => ({ id: message.number, event: 'message', data: toInboxItem(message) })),
  );
}
