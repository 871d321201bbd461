import type { OccupancyStatus } from './occupancy-status.ts';

/** A place in a unit's history. */
export interface HistoryPlace {
  readonly observedAtMs: number;
  readonly updateId: string;
  readonly operator: string;
}

/** What was seen of a unit at an instant, by whom. A unit's history is a set of these. */
export interface Observation extends HistoryPlace {
  readonly status: OccupancyStatus;
  readonly uscc: string | undefined;
}

/**
 * The order of a unit's history: by the instant, ties by update id, then by operator, both compared by code points as
 * PostgreSQL's collation "C" does. It is total, so any order of arrival ends in the same state.
 */
export const isNewer = (one: HistoryPlace, other: HistoryPlace): boolean => {
  if (one.observedAtMs !== other.observedAtMs) return one.observedAtMs > other.observedAtMs;
  const byId = compareCodePoints(one.updateId, other.updateId);
  return (byId === 0 ? compareCodePoints(one.operator, other.operator) : byId) > 0;
};

/** Negative, zero or positive. JavaScript's own `<` compares UTF-16 units, which puts U+10000 before U+FFFF. */
export function compareCodePoints(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index++) {
    const a = one.charCodeAt(index);
    const b = other.charCodeAt(index);
    if (a !== b) return inCodePointOrder(a) - inCodePointOrder(b);
  }
  return one.length - other.length;
}

/** Lifts surrogates (0xD800–0xDFFF) above the units from 0xE000 on, which come before them as code points. */
const inCodePointOrder = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
