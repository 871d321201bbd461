import type { Ratio } from './ratio.ts';
import type { Targets } from './targets.ts';

/**
 * On which side of its targets a park stands, as far as officials were told. A park `settling` is followed in silence;
 * one `watched` makes news of every line it crosses.
 */
export interface ParkWatch {
  readonly phase: 'settling' | 'watched';
  /** Whether enough of its units had been observed when it was last read. */
  readonly covered: boolean;
  readonly units: number;
  readonly below: boolean;
  readonly nearlyFull: boolean;
  readonly readAtMs: number;
}

/** A park's occupancy as it is now, and what made somebody look. */
export interface Reading {
  readonly occupancy: Ratio;
  /** Units whose usage counts, and how many of them were ever observed. */
  readonly units: number;
  readonly observedUnits: number;
  /** `live`: just observed; `recent`: told just now, observed earlier; `backlog`: told long ago; `sweep`: nothing new, a look at the clock's wish. */
  readonly cause: 'live' | 'recent' | 'backlog' | 'sweep';
  readonly atMs: number;
}

export type Crossing = 'fell-below-target' | 'recovered' | 'nearly-full';

export interface Watched {
  readonly watch: ParkWatch;
  readonly crossings: readonly Crossing[];
}

/**
 * The watch after a reading, and the lines that were crossed.
 *
 * A new park settles first: while its units are being registered and its history is loaded its occupancy wanders through
 * values it never really had, and nobody is told. It is watched from the first live observation after a reading in which
 * 95 % of its units had been observed and no unit was new, or after an hour without news. A watched park's backlog
 * changes nothing: the next fresh reading, at the latest the sweep, tells the difference once.
 */
export function readPark(
  before: ParkWatch | undefined,
  reading: Reading,
  targets: Targets,
): Watched | undefined {
  if (reading.occupancy.whole === 0n) return undefined;
  if (before?.phase === 'watched' && reading.cause === 'backlog') return undefined;
  const covered = reading.observedUnits * 100 >= reading.units * coveredPercent;
  const phase = before?.phase === 'watched' || hasSettled(before, reading, covered) ? 'watched' : 'settling';
  const sides = sidesAfter(phase === 'watched' ? before : undefined, reading.occupancy, targets);
  const watch = { phase, covered, units: reading.units, ...sides, readAtMs: reading.atMs } as const;
  return { watch, crossings: phase === 'watched' && before ? crossingsBetween(before, sides) : [] };
}

/** The watch after its park's targets were changed: which side it is on now is no news. */
export const afterNewTargets = (before: ParkWatch, occupancy: Ratio, targets: Targets): ParkWatch =>
  occupancy.whole === 0n ? before : { ...before, ...sidesAfter(undefined, occupancy, targets) };

const coveredPercent = 95;
const quietMs = 3_600_000;

type Sides = Pick<ParkWatch, 'below' | 'nearlyFull'>;

function hasSettled(before: ParkWatch | undefined, reading: Reading, covered: boolean): boolean {
  if (!before?.covered || !covered || before.units !== reading.units) return false;
  return reading.cause === 'live' || (reading.cause === 'sweep' && reading.atMs - before.readAtMs >= quietMs);
}

/** Falls below at the target, recovers a hysteresis above it; nearly full at its line, no longer a hysteresis below it. */
function sidesAfter(before: Sides | undefined, occupancy: Ratio, targets: Targets): Sides {
  const { occupancy: target, hysteresis, nearlyFull } = targets;
  return {
    below: !reaches(occupancy, before?.below ? target + hysteresis : target),
    nearlyFull: reaches(occupancy, before?.nearlyFull ? nearlyFull - hysteresis : nearlyFull),
  };
}

/** Exact: a park at 69.9999 % hasn't reached 70 %, however it is shown. */
const reaches = ({ part, whole }: Ratio, tenThousandths: number): boolean =>
  part * 10_000n >= BigInt(tenThousandths) * whole;

function crossingsBetween(before: Sides, after: Sides): readonly Crossing[] {
  const crossings: Crossing[] = [];
  if (!before.below && after.below) crossings.push('fell-below-target');
  if (before.below && !after.below) crossings.push('recovered');
  if (!before.nearlyFull && after.nearlyFull) crossings.push('nearly-full');
  return crossings;
}
