import { expect } from 'vitest';
import type { Effect } from './world.ts';

/** Every number from 1 to `count` once, and rising for each thing. */
export function expectOnceInOrder(effects: readonly Effect[], count: number): void {
  expect(effects.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: count }, (_, i) => i + 1),
  );
  expectInOrder(effects);
}

/** The numbers of each thing rise. */
export function expectInOrder(effects: readonly Effect[]): void {
  const last = new Map<string, number>();
  const disordered = effects.filter(({ thing, number }) => {
    const before = last.get(thing) ?? 0;
    last.set(thing, number);
    return number <= before;
  });
  expect(disordered).toEqual([]);
}
