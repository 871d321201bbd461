import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';

export interface EventuallyOptions {
  /** How long the condition may take to come true, in milliseconds. */
  readonly withinMs?: number;
  readonly everyMs?: number;
}

/** What a condition may give; a function that gives nothing is not a condition, and the compiler says so. */
type Answer = object | string | number | bigint | boolean | null | undefined;
type Truthy<T> = Exclude<T, null | undefined | false | '' | 0 | 0n>;

/**
 * Waits until the condition is truthy and returns what it gave. A condition that throws is not true yet. After
 * `withinMs` throws what was seen last. For a block of `expect`s use vitest's `vi.waitFor`.
 */
export async function eventually<T extends Answer>(
  condition: () => T | Promise<T>,
  { withinMs = 5_000, everyMs = 20 }: EventuallyOptions = {},
): Promise<Truthy<T>> {
  const timeout = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => timeout.resolve(undefined), withinMs);
  let last: Attempt<T> = { held: false, seen: 'no answer' };
  for (;;) {
    const now = await Promise.race([attempt(condition), timeout.promise]);
    if (!now) break;
    last = now;
    if (last.held) {
      clearTimeout(timer);
      return last.value;
    }
    await delay(everyMs);
  }
  throw new Error(`not within ${withinMs} ms: ${condition.toString()}\nlast: ${last.seen}`, {
    cause: last.cause,
  });
}

type Attempt<T> =
  | { readonly held: true; readonly value: Truthy<T> }
  | { readonly held: false; readonly seen: string; readonly cause?: unknown };

async function attempt<T extends Answer>(condition: () => T | Promise<T>): Promise<Attempt<T>> {
  try {
    const value: unknown = await condition();
    return value ? { held: true, value: value as Truthy<T> } : { held: false, seen: inspect(value) };
  } catch (cause) {
    return { held: false, seen: `threw ${String(cause)}`, cause };
  }
}
