import type { Executor } from '@yuanqu/messaging';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { outsideChannels } from '../domain/channel.ts';
import type { SettledDelivery } from '../usecases/deliver.ts';
import type { ObservePlan } from '../usecases/ports.ts';

/** What an operator watches of this service. */
export interface NotificationMetrics {
  readonly planned: ObservePlan;
  readonly settled: (settled: readonly SettledDelivery[]) => void;
  readonly streams: { readonly inc: () => void; readonly dec: () => void };
  readonly summarised: (messages: number) => void;
}

export function notificationMetrics(registry: Registry, db: Executor): NotificationMetrics {
  const registers = [registry];
  const took = new Histogram({
    name: 'yuanqu_notification_planning_seconds',
    help: 'Planning the messages and deliveries of a slice of events',
    buckets: [0.005, 0.02, 0.05, 0.15, 0.5, 2, 8],
    registers,
  });
  const planned = new Counter({
    name: 'yuanqu_notification_planned_total',
    help: 'Notices, messages and outside deliveries planned',
    labelNames: ['kind'],
    registers,
  });
  const attempts = new Counter({
    name: 'yuanqu_notification_attempts_total',
    help: 'Attempts to deliver outside, by what came of them',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  const streams = new Gauge({
    name: 'yuanqu_notification_streams',
    help: 'Live streams that are open here',
    registers,
  });
  const summarised = new Counter({
    name: 'yuanqu_notification_stream_summarised_total',
    help: 'Messages that slow streams got as a summary instead',
    registers,
  });
  watchLedger(registry, db);
  return {
    planned: ({ notices, messages, deliveries }, tookMs) => {
      took.observe(tookMs / 1000);
      planned.inc({ kind: 'notice' }, notices);
      planned.inc({ kind: 'message' }, messages);
      planned.inc({ kind: 'delivery' }, deliveries);
    },
    settled: (settled) => {
      for (const { delivery, outcome } of settled)
        attempts.inc({ channel: delivery.channel, outcome: outcome.kind });
    },
    streams: { inc: () => streams.inc(), dec: () => streams.dec() },
    summarised: (messages) => summarised.inc(messages),
  };
}

/** How much waits, for how long, and how much was given up; asked when the metrics are read. */
function watchLedger(registry: Registry, db: Executor): void {
  const waiting = new Gauge({
    name: 'yuanqu_notification_waiting',
    help: 'Deliveries that are due or will be tried again',
    labelNames: ['channel'],
    registers: [registry],
  });
  const oldest = new Gauge({
    name: 'yuanqu_notification_overdue_seconds',
    help: 'For how long the longest waiting delivery has been due',
    labelNames: ['channel'],
    registers: [registry],
    collect: async () => {
      const { rows } = await db.query<{ channel: string; waiting: string; overdue: number }>(
        `SELECT channel, (SELECT count(*) FROM delivery WHERE delivery.channel = known.channel AND state = 'pending') AS waiting,
                coalesce((SELECT greatest(extract(epoch FROM clock_timestamp() - min(due_at)), 0) FROM delivery
                          WHERE delivery.channel = known.channel AND state = 'pending'), 0)::float8 AS overdue
         FROM unnest($1::text[]) AS known (channel)`,
        [[...outsideChannels]],
      );
      for (const { channel, waiting: count, overdue } of rows) {
        waiting.set({ channel }, Number(count));
        oldest.set({ channel }, overdue);
      }
    },
  });
}
