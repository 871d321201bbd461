import { mulberry32 } from '@yuanqu/domain';

/** Random numbers from a seed (mulberry32), so that a run can be repeated. */
export interface Random {
  readonly next: () => number;
  readonly below: (bound: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
}

export function seededRandom(seed: number): Random {
  const whole = mulberry32(seed);
  const next = (): number => whole() / 2 ** 32;
  const below = (bound: number) => Math.floor(next() * bound);
  return { next, below, pick: (items) => items[below(items.length)] as (typeof items)[number] };
}
