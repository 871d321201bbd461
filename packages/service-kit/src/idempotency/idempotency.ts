import { randomUUID } from 'node:crypto';
import { AppError } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { Pool } from 'pg';
import {
  claimKey,
  giveUpKey,
  keepAnswer,
  type KeyedRequest,
  markEffective,
  type StoredAnswer,
} from './idempotency-store.ts';

/** One request with an Idempotency-Key that is to have its effect. */
export interface IdempotentRequest {
  /** To be called in the transaction of the effect. Throws when another attempt has taken over. */
  readonly effective: (tx: Executor) => Promise<void>;
  /** The request has been answered; without an answer worth keeping the key is given back. */
  readonly answered: (answer: StoredAnswer | undefined) => Promise<void>;
}

export interface Idempotency {
  /** Either the request has to be handled, or there is an answer for it. Throws `idempotency.…` when neither. */
  readonly begin: (
    request: Omit<KeyedRequest, 'claim'>,
  ) => Promise<{ readonly handle: IdempotentRequest } | { readonly answer: StoredAnswer }>;
}

const waitMs = 10_000;
const pollMs = 100;

/** Idempotency keys in the service's database: of requests with the same key one is handled and the others wait for its answer. */
export function makeIdempotency(pool: Pool): Idempotency {
  // Waiting for a request in this process needs no polling.
  const here = new Map<string, Promise<void>>();
  return {
    begin: async (identified) => {
      const request = { ...identified, claim: randomUUID() };
      const place = `${request.scope}\n${request.key}`;
      const deadline = performance.now() + waitMs;
      for (;;) {
        const result = await claimKey(pool, request);
        if (result.kind === 'claimed') return { handle: claimed(pool, request, announce(here, place)) };
        if (result.kind === 'answered') return { answer: result.answer };
        if (result.kind === 'other-request') throw refusal('idempotency.key-reused');
        if (result.kind === 'answer-lost') throw refusal('idempotency.answer-lost');
        if (performance.now() > deadline) throw refusal('idempotency.in-progress');
        await Promise.race([here.get(place) ?? pause(pollMs), pause(waitMs)]);
      }
    },
  };
}

function announce(here: Map<string, Promise<void>>, place: string): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  here.set(place, promise);
  return () => {
    here.delete(place);
    resolve();
  };
}

const claimed = (pool: Pool, request: KeyedRequest, done: () => void): IdempotentRequest => ({
  effective: async (tx) => {
    if (!(await markEffective(tx, request))) throw refusal('idempotency.in-progress');
  },
  answered: async (answer) => {
    try {
      await (answer === undefined ? giveUpKey(pool, request) : keepAnswer(pool, request, answer));
    } finally {
      done();
    }
  },
});

const refusal = (code: string): AppError => new AppError(code, 'conflict', code, { retryAfterMs: 1_000 });

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());
