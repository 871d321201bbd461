import type { OccupancyStatus } from '../domain/occupancy-status.ts';
import type { UnitState } from './present-state.ts';
import type { Random } from './random.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

export interface HistoryTimes {
  /** The first look at every unit is shortly after it. */
  readonly startMs: number;
  /** Changes lie between here … */
  readonly changesFromMs: number;
  /** … and the present. */
  readonly nowMs: number;
  readonly lookedWithinDays: number;
}

export interface Look {
  readonly status: OccupancyStatus;
  readonly observedAtMs: number;
}

/** What was seen of a unit: once at the start, at each change, and a last time lately. */
export function looksOf(state: UnitState, times: HistoryTimes, random: Random): readonly Look[] {
  const steps = stepsOf(state, random);
  const first: Look = {
    status: state.before,
    observedAtMs: times.startMs + random.int(1, 6 * 60) * 60_000,
  };
  const instants = instantsOf(steps.length, times, random);
  const changes = steps.map(
    (status, index): Look => ({
      status,
      observedAtMs: instants[index] ?? times.changesFromMs,
    }),
  );
  const last: Look = { status: state.now, observedAtMs: lastLookMs(times, random) };
  const seenAfter = changes.at(-1)?.observedAtMs ?? first.observedAtMs;
  return last.observedAtMs > seenAfter ? [first, ...changes, last] : [first, ...changes];
}

/** How a unit got from what it was to what it is. */
function stepsOf({ before, now }: UnitState, random: Random): readonly OccupancyStatus[] {
  if (now === 'under-works') return ['under-works'];
  if (before === 'let' && now === 'let') return random.chance(0.08) ? ['vacant', 'reserved', 'let'] : [];
  if (before === 'vacant' && now === 'let') return ['reserved', 'let'];
  if (before === 'let') return random.chance(0.3) ? ['under-works', now] : withReserve(now);
  return before === now ? [] : [now];
}

const withReserve = (now: OccupancyStatus): readonly OccupancyStatus[] =>
  now === 'reserved' ? ['vacant', 'reserved'] : [now];

/** So many instants in order, in office hours. */
function instantsOf(
  count: number,
  { changesFromMs, nowMs }: HistoryTimes,
  random: Random,
): readonly number[] {
  const lastMs = nowMs - 2 * dayMs;
  return Array.from({ length: count }, () => changesFromMs + random.next() * (lastMs - changesFromMs))
    .map((instantMs, index) => inOfficeHours(instantMs, random) + index * 60_000)
    .sort((one, other) => one - other);
}

/** Between 9 and 18 o'clock in Shanghai (UTC+8) of the same day. */
const inOfficeHours = (instantMs: number, random: Random): number =>
  Math.floor((instantMs + 8 * hourMs) / dayMs) * dayMs - 8 * hourMs + (9 * 60 + random.int(0, 539)) * 60_000;

function lastLookMs({ nowMs, lookedWithinDays }: HistoryTimes, random: Random): number {
  const ageMs = random.next() ** 1.5 * lookedWithinDays * dayMs;
  return Math.floor((nowMs - hourMs - ageMs) / 60_000) * 60_000;
}
