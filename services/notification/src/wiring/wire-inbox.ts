import { workingCalendar } from '@yuanqu/domain';
import type { Chassis } from '@yuanqu/service-kit';
import type { Static } from 'typebox';
import {
  makeCountInbox,
  makeListInbox,
  makeMarkRead,
  makeReadMessage,
  markAcknowledged,
} from '../adapters/inbox-store.ts';
import { makeCloseObligation } from '../adapters/acknowledgement/obligation-store.ts';
import type { NotificationMetrics } from '../adapters/metrics.ts';
import { makeReadBacklog, makeReadHead, makeReadNews } from '../adapters/read-news.ts';
import type { NotificationSettings } from '../config.ts';
import { inboxRoutes } from '../http/inbox-routes.ts';
import { makeLiveHub } from '../http/stream/live-hub.ts';
import { streamRoutes } from '../http/stream/stream-routes.ts';
import { makeAcknowledgeMessage } from '../usecases/acknowledge-message.ts';

/** The inbox and its live stream. */
export function wireInbox(
  { settings, pool, transaction, outbox, clock, stopping, log }: Chassis<Static<typeof NotificationSettings>>,
  { summarised, streams }: NotificationMetrics,
) {
  const readMessage = makeReadMessage(pool);
  const countInbox = makeCountInbox(pool);
  const hub = makeLiveHub({
    readNews: makeReadNews(pool),
    readBacklog: makeReadBacklog(pool),
    summarised,
    failed: (error) => log.warn({ err: error }, 'news for the streams could not be read'),
  });
  const acknowledge = makeAcknowledgeMessage({
    transaction,
    markAcknowledged,
    closeObligation: makeCloseObligation(workingCalendar()),
    readMessage,
    append: outbox.append,
    clock,
  });
  return {
    routes: [
      inboxRoutes({
        listInbox: makeListInbox(pool),
        countInbox,
        readMessage,
        markRead: makeMarkRead(pool),
        acknowledge,
      }),
      streamRoutes({
        hub,
        readHead: makeReadHead(pool),
        countInbox,
        stopping,
        opened: streams.inc,
        closed: streams.dec,
        maxStreams: settings.YUANQU_STREAMS,
      }),
    ],
    wake: hub.nudge,
    background: [{ name: 'streams', start: hub.start, stop: hub.stop }],
  };
}
