import { describe, expect, test } from 'vitest';
import { askForPart } from './parts/ask-for-part.ts';
import type { PartAnswer } from './parts/part.ts';

/** Registers tests that get the address of the server they need. */
type Factory = (address: string) => void | Promise<void>;

/**
 * A `describe` whose tests need the run's Kafka broker (HOST:PORT). Where none can be had they are skipped, loudly; with
 * `kafka` in YUANQU_REQUIRE they fail.
 */
export const describeWithKafka = (name: string, factory: Factory): void =>
  describeWithPart(name, 'kafka', () => askForPart('kafka'), factory);

/** As `describeWithKafka`, for the run's Redis (URL). */
export const describeWithRedis = (name: string, factory: Factory): void =>
  describeWithPart(name, 'redis', () => askForPart('redis'), factory);

/** A `describe` for whatever is found or not while tests are collected; `part` is its name in YUANQU_REQUIRE. */
export function describeWithPart(
  name: string,
  part: string,
  find: () => Promise<PartAnswer>,
  factory: Factory,
): void {
  // oxlint-disable-next-line vitest/valid-title -- the title is the caller's
  describe(name, async () => {
    const answer = await find();
    if (answer.status === 'ready') return factory(answer.address);
    const message = `${name}: no ${part}, because ${answer.reason}\nTo get it: ${answer.remedy}`;
    test(`needs ${part}`, ({ skip }) => {
      expect(isRequired(part), `YUANQU_REQUIRE names ${part}. ${message}`).toBe(false);
      console.warn(`SKIPPED ${message}`);
      skip(answer.reason);
    });
  });
}

/** Whether YUANQU_REQUIRE, a list with commas, says that a missing part is a failure. */
export const isRequired = (part: string, env: NodeJS.ProcessEnv = process.env): boolean =>
  (env.YUANQU_REQUIRE ?? '').split(',').some((name) => name.trim() === part);
