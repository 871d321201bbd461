import { publishedBy } from '@yuanqu/events';
import { defineService } from '@yuanqu/service-kit';
import { forgetNotices } from './adapters/forget-notices.ts';
import { makeNudge, makeTellNews, newsChannel } from './adapters/make-nudge.ts';
import { notificationMetrics } from './adapters/metrics.ts';
import { NotificationSettings } from './config.ts';
import { wireAcknowledgement } from './wiring/wire-acknowledgement.ts';
import { wireAdministration } from './wiring/wire-administration.ts';
import { wireConsumers } from './wiring/wire-consumers.ts';
import { wireDeputies } from './wiring/wire-deputies.ts';
import { wireInbox } from './wiring/wire-inbox.ts';
import { wireLedger } from './wiring/wire-ledger.ts';
import { wireRobots } from './wiring/wire-robots.ts';
import { wireSchedule } from './wiring/wire-schedule.ts';
import { wireSms } from './wiring/wire-sms.ts';
import { wireSending } from './wiring/wire-sending.ts';

// Longer than events are news (see fan-out): a log read again finds its notices, or is too old.
const noticesKeptMs = 400 * 24 * 3_600_000;

/** Who is told what, where and when. */
export const notification = defineService({
  name: 'notification',
  purpose:
    'Who is told what: rules, wordings, inbox, live stream, mail, webhooks, robots and text messages, with a ledger of every delivery, acknowledgement and escalation.',
  settings: NotificationSettings,
  migrations: new URL('../prisma/migrations/', import.meta.url),
  events: publishedBy('notification'),
  assemble: async (chassis) => {
    const { pool, clock, live, log } = chassis;
    const metrics = notificationMetrics(chassis.metrics, pool);
    const tellNews = makeTellNews(live);
    const sending = await wireSending(chassis, metrics);
    const robots = wireRobots(chassis, metrics, sending);
    const sms = wireSms(chassis, metrics, sending);
    const nudge = makeNudge(tellNews);
    const acknowledgement = wireAcknowledgement(chassis, nudge);
    const schedule = wireSchedule(chassis, nudge, sending);
    const inbox = wireInbox(chassis, metrics);
    const stopListening = await live.subscribe(newsChannel, () => {
      inbox.wake();
      sending.wake();
      robots.wake();
      sms.wake();
    });
    return {
      consumers: wireConsumers(chassis, metrics, nudge),
      routes: [
        ...inbox.routes,
        ...wireLedger(chassis, sending, tellNews).routes,
        ...robots.routes,
        ...sms.routes,
        ...schedule.routes,
        ...wireDeputies(chassis).routes,
        ...acknowledgement.routes,
        ...wireAdministration(chassis),
      ],
      jobs: [
        ...acknowledgement.jobs,
        ...schedule.jobs,
        {
          name: 'forget-notices',
          cron: '15 3 * * *',
          run: async (signal) => {
            const before = new Date(clock().getTime() - noticesKeptMs);
            log.info({ forgotten: await forgetNotices(pool, before, signal) }, 'old notices forgotten');
          },
        },
      ],
      background: [
        ...sending.background,
        ...robots.background,
        ...sms.background,
        ...inbox.background,
        { name: 'news', stop: stopListening },
      ],
    };
  },
});
