import { eventually } from '@yuanqu/testing';
import type { ConsumerDefinition, DeadLetter } from '../src/index.ts';
import { numberOf, type Reader, writeEffects } from './processes.ts';

/** A consumer that fails on some numbers, as long as they are in the set. */
export const choking =
  (poison: ReadonlySet<number>): ConsumerDefinition['handle'] =>
  async (tx, events) => {
    await writeEffects(tx, events);
    const culprit = events.map(({ data }) => numberOf(data)).find((number) => poison.has(number));
    if (culprit !== undefined) throw new Error(`cannot digest ${culprit}`);
  };

/** Waits until so many are parked and returns them, oldest first. */
export const reachParked = (reader: Reader, count: number): Promise<readonly DeadLetter[]> =>
  eventually(
    async () => {
      const parked = await reader.deadLetters.list({ limit: 1_000, state: 'parked' });
      if (parked.length < count) throw new Error(`${parked.length} parked`);
      return parked.toReversed();
    },
    { withinMs: 20_000 },
  );

/** The number in the event of a dead letter. */
export const numberIn = ({ event }: DeadLetter): number =>
  numberOf((JSON.parse(event) as { data: unknown }).data);
