import { setTimeout as delay } from 'node:timers/promises';
import type { Subscription } from '../bus.ts';
import { backoffMs } from '../consuming/failure.ts';
import { consumerMetrics } from '../metrics.ts';
import type { KafkaSubscriptionOptions } from './kafka-subscription-options.ts';
import { startMembership } from './membership.ts';
import { deafAfterMs, makePulse } from './pulse.ts';
import { makeRereads } from './rereads.ts';

/** Consumes as a member of the group until stopped; a membership that crashes or falls silent is replaced by a new one. */
export function subscribeToKafka(options: KafkaSubscriptionOptions): Subscription {
  const { group, log } = options;
  const metrics = consumerMetrics(options.metrics);
  const stopping = new AbortController();
  const pulse = makePulse(() => metrics.fetches.inc({ group }));
  const rereads = makeRereads({
    log,
    firstRepeatMs: options.gapRecheckMs,
    count: (topic) => metrics.rereads.inc({ group, topic }),
  });
  const running = supervise();

  async function supervise(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; ) {
      const fetchesBefore = pulse.fetches();
      const membership = startMembership({ ...options, pulse, rereads, signal: stopping.signal });
      const cause = await membership.ended;
      await membership.leave();
      if (stopping.signal.aborted) return;
      metrics.rebuilds.inc({ group });
      failures = pulse.fetches() > fetchesBefore ? 0 : failures + 1;
      if (failures < 3) log.warn({ err: cause }, 'the consumer ended, making a new one');
      else log.error({ err: cause, failures }, 'the consumer still cannot join, trying on');
      await delay(backoffMs(failures), undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  return {
    lag: options.lag,
    healthy: () => stopping.signal.aborted || pulse.silentForMs() < deafAfterMs,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
