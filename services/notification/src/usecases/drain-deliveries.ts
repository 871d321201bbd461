import { setTimeout as wait } from 'node:timers/promises';
import type { OutsideChannel } from '../domain/channel.ts';
import { settle } from '../domain/delivery-outcome.ts';
import type { ClaimDeliveries, ClaimedDelivery, Send, SettledDelivery, SettleDeliveries } from './deliver.ts';

export interface DrainOptions<Claimed extends ClaimedDelivery = ClaimedDelivery> {
  readonly channel: OutsideChannel;
  /** How many deliveries may be under way at a time. */
  readonly slots: number;
  readonly claim: ClaimDeliveries<Claimed>;
  readonly send: Send<Claimed>;
  readonly settle: SettleDeliveries<Claimed>;
  /** The waits between attempts; the standard ones unless told. */
  readonly retryDelaysMs?: readonly number[] | undefined;
  readonly pollMs?: number;
  readonly failed: (error: unknown) => void;
}

/** Sends what is due on one channel, until stopped. */
export interface Drain {
  readonly start: () => void;
  /** There may be something due: look now instead of at the next poll. */
  readonly wake: () => void;
  /** Claims no more and waits for what is under way. */
  readonly stop: () => Promise<void>;
}

// After a kill -9 a delivery under way is taken up again when its lease ends. Senders give up after 10 s.
const leaseMs = 20_000;

/**
 * Keeps its slots busy: claims as many as are free, sends them side by side, and writes outcomes together while the
 * next are under way. A slow receiver holds a slot and nobody else.
 */
export function makeDrain<Claimed extends ClaimedDelivery>(options: DrainOptions<Claimed>): Drain {
  const { channel, slots, claim, send, retryDelaysMs, pollMs = 1_000, failed } = options;
  const stopping = new AbortController();
  const outcomes = makeOutcomeWriter(options.settle, failed);
  let wake = Promise.withResolvers<void>();
  let underWay = 0;
  let running: Promise<void> | undefined;

  const look = (): void => wake.resolve();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      wake = Promise.withResolvers();
      const free = slots - underWay;
      const claimed = free > 0 ? await claimSafely(free) : [];
      for (const delivery of claimed) void deliver(delivery);
      if (claimed.length < free || free === 0)
        await Promise.race([wake.promise, wait(pollMs, undefined, { ref: false })]);
    }
  }

  async function claimSafely(limit: number): Promise<readonly Claimed[]> {
    try {
      return await claim(channel, limit, leaseMs);
    } catch (error) {
      failed(error);
      return [];
    }
  }

  async function deliver(delivery: Claimed): Promise<void> {
    underWay++;
    const outcome = await send(delivery);
    outcomes.write({
      delivery,
      outcome,
      settlement: settle(outcome, delivery.attempt, Math.random(), retryDelaysMs),
    });
    underWay--;
    // Claiming for each freed slot would be a statement per delivery.
    if (underWay <= slots / 2) look();
  }

  return {
    start: () => {
      running ??= run();
    },
    wake: look,
    stop: async () => {
      stopping.abort();
      look();
      await running;
      while (underWay > 0) await wait(10);
      await outcomes.idle();
    },
  };
}

const writeAttempts = 8;

/** Writes outcomes in as few statements as they allow: those that come while one is being written go together. */
function makeOutcomeWriter<Claimed extends ClaimedDelivery>(
  settleAll: SettleDeliveries<Claimed>,
  failed: (error: unknown) => void,
) {
  let waiting: SettledDelivery<Claimed>[] = [];
  let writing: Promise<void> | undefined;

  async function writeWaiting(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await persist(batch);
    }
    writing = undefined;
  }

  // Given up in the end, the deliveries are sent again after their lease, with the same ids.
  async function persist(batch: readonly SettledDelivery<Claimed>[]): Promise<void> {
    for (let attempt = 1; attempt <= writeAttempts; attempt++) {
      try {
        return await settleAll(batch);
      } catch (error) {
        failed(error);
        await wait(50 * 2 ** attempt);
      }
    }
  }

  return {
    write: (settled: SettledDelivery<Claimed>): void => {
      waiting.push(settled);
      writing ??= Promise.resolve().then(writeWaiting);
    },
    idle: async (): Promise<void> => {
      while (writing) await writing;
    },
  };
}
