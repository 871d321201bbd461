import { mulberry32 } from '@yuanqu/domain';

/** Chance that is the same at every start: the demo must not differ from one machine to the next. */
export interface Random {
  /** From 0 up to, not including, 1. */
  readonly next: () => number;
  /** A whole number, both ends included. */
  readonly int: (min: number, max: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  readonly shuffled: <T>(list: readonly T[]) => T[];
  /** A UUID of version 8 (RFC 9562 §5.8: own layout). */
  readonly uuid: () => string;
}

/** The same seed gives the same ones. */
export function seededRandom(seed: number): Random {
  const whole = mulberry32(seed);
  const next = (): number => whole() / 2 ** 32;
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new RangeError('nothing to pick from');
    return list[int(0, list.length - 1)] as T;
  };
  const shuffled = <T>(list: readonly T[]): T[] => {
    const copy = [...list];
    for (let last = copy.length - 1; last > 0; last--) {
      const other = int(0, last);
      [copy[last], copy[other]] = [copy[other] as T, copy[last] as T];
    }
    return copy;
  };
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => int(0, 15).toString(16)).join('');
  const uuid = (): string => `${hex(8)}-${hex(4)}-8${hex(3)}-${int(8, 11).toString(16)}${hex(3)}-${hex(12)}`;
  return { next, int, chance: (probability) => next() < probability, pick, shuffled, uuid };
}
