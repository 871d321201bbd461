import type { Effect } from './world.ts';

/** What is to be said of effects: how many, which more than once, which in the wrong order for their thing. */
export interface Account {
  readonly effects: number;
  readonly repeated: readonly Effect[];
  readonly disordered: readonly Effect[];
}

export function account(effects: readonly Effect[]): Account {
  const seen = new Set<string>();
  const last = new Map<string, number>();
  const repeated: Effect[] = [];
  const disordered: Effect[] = [];
  for (const effect of effects) {
    const id = `${effect.thing}:${effect.number}`;
    if (seen.has(id)) repeated.push(effect);
    else if (effect.number < (last.get(effect.thing) ?? 0)) disordered.push(effect);
    seen.add(id);
    last.set(effect.thing, effect.number);
  }
  return { effects: effects.length, repeated, disordered };
}

/** So many, each once, in order. */
export const onceInOrder = (count: number): Account => ({ effects: count, repeated: [], disordered: [] });
