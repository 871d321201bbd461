import { setTimeout as delay } from 'node:timers/promises';
import type { Consumer } from 'kafkajs';
import { deliverFetched } from './deliver-fetched.ts';
import { deafAfterMs, type Pulse } from './pulse.ts';
import type { Rereads } from './rereads.ts';
import type { KafkaSubscriptionOptions } from './kafka-subscription-options.ts';

export interface MembershipOptions extends KafkaSubscriptionOptions {
  readonly pulse: Pulse;
  readonly rereads: Rereads;
  readonly signal: AbortSignal;
}

/** One life of a kafkajs consumer. */
export interface Membership {
  /** Resolves with the reason when it is over: crashed, silent, or the signal was aborted. */
  readonly ended: Promise<unknown>;
  /** Finishes the batch in hand and leaves the group, within a bound. */
  readonly leave: () => Promise<void>;
}

const watchMs = 2_000;
const leaveWithinMs = 4_000;
const partitionsAtOnce = 4;

/** Joins the group and consumes until something ends it. */
export function startMembership(options: MembershipOptions): Membership {
  const { group, topics, pulse, signal } = options;
  const end = Promise.withResolvers<unknown>();
  let left = false;
  const timers = new Set<NodeJS.Timeout>();
  const consumer = options.connect().consumer({ groupId: group, ...tuning });
  consumer.on(consumer.events.FETCH, pulse.fetched);
  consumer.on(consumer.events.CRASH, ({ payload }) => end.resolve(payload.error));
  const onAbort = () => end.resolve(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const joiningSince = performance.now();
  const watch = setInterval(() => void endWhenDeaf(), watchMs);
  const starting = start().catch(end.resolve);

  async function start(): Promise<void> {
    await options.prepareTopics();
    await consumer.connect();
    await consumer.subscribe({ topics: topics.map(({ name }) => name), fromBeginning: true });
    if (left) return;
    await consumer.run({
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: partitionsAtOnce,
      eachBatch: async (payload) => {
        // kafkajs may still hand out batches of a membership that was given up
        if (left || signal.aborted || payload.isStale() || !payload.isRunning()) return;
        await deliverFetched({ ...options, consumer, later }, payload);
      },
    });
  }

  // Deaf is who hears nothing though the log speaks to others; with the log away, waiting is right.
  async function endWhenDeaf(): Promise<void> {
    const silentForMs = Math.min(pulse.silentForMs(), performance.now() - joiningSince);
    if (silentForMs < deafAfterMs) return;
    const speaks = await options.answers().then(
      () => true,
      () => false,
    );
    if (speaks) end.resolve(new Error(`heard nothing from the log for ${Math.round(silentForMs)} ms`));
  }

  function later(ms: number, action: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (!left) action();
    }, ms);
    timers.add(timer);
  }

  return {
    ended: end.promise,
    leave: async () => {
      left = true;
      clearInterval(watch);
      signal.removeEventListener('abort', onAbort);
      for (const timer of timers) clearTimeout(timer);
      const leaving = starting.then(() => disconnect(consumer));
      await Promise.race([leaving, delay(leaveWithinMs, undefined, { ref: false })]);
    },
  };
}

const disconnect = (consumer: Consumer): Promise<void> => consumer.disconnect().catch(() => undefined);

const tuning = {
  sessionTimeout: 10_000,
  rebalanceTimeout: 20_000,
  heartbeatInterval: 2_000,
  // how late a partition that was paused, or an empty group, is looked at again
  maxWaitTimeInMs: 500,
  // small: a batch is applied in chunks, and what was fetched is fetched again when the group rebalances
  maxBytesPerPartition: 512 * 1024,
  maxBytes: 8 * 1024 ** 2,
  allowAutoTopicCreation: false,
  // the supervisor makes a new consumer, with connections of its own
  retry: { restartOnFailure: async () => false },
} as const;
