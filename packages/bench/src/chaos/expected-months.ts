import { Month } from '@yuanqu/domain';

/** An observation as plain data; instants in UTC ms. */
export interface PlainObservation {
  readonly atMs: number;
  readonly updateId: string;
  readonly operator: string;
  readonly status: string;
}

export interface PlainUnit {
  readonly sinceMs: number;
  readonly retiredAtMs: number | undefined;
  readonly observations: readonly PlainObservation[];
}

/** How long a unit was let and lettable in a month, up to its last observation there. */
export interface MonthTimes {
  readonly letMs: number;
  readonly lettableMs: number;
}

const lettable: ReadonlySet<string> = new Set(['let', 'reserved', 'vacant']);

/**
 * What a unit's months must come to, reckoned the plain way: sort everything, walk through it. Only months that have an
 * observation are there. It shares no code with the service that it judges.
 */
export function expectedMonths({ observations, ...bounds }: PlainUnit): ReadonlyMap<Month, MonthTimes> {
  const sorted = observations.toSorted(byPlace);
  const byMonth = Map.groupBy(sorted, ({ atMs }) => Month.of(atMs));
  const months = new Map<Month, MonthTimes>();
  for (const [month, points] of byMonth) {
    const startMs = Month.startMs(month);
    const before = sorted.findLast(({ atMs }) => atMs < startMs)?.status ?? 'vacant';
    months.set(month, timesOf([{ atMs: startMs, status: before }, ...points], bounds));
  }
  return months;
}

function timesOf(
  points: readonly Pick<PlainObservation, 'atMs' | 'status'>[],
  { sinceMs, retiredAtMs = Number.POSITIVE_INFINITY }: Omit<PlainUnit, 'observations'>,
): MonthTimes {
  let letMs = 0;
  let lettableMs = 0;
  points.forEach(({ atMs, status }, index) => {
    const next = points[index + 1];
    if (!next) return;
    const ms = Math.max(0, Math.min(next.atMs, retiredAtMs) - Math.max(atMs, sinceMs));
    if (status === 'let') letMs += ms;
    if (lettable.has(status)) lettableMs += ms;
  });
  return { letMs, lettableMs };
}

/** By instant, ties by update id, then by operator, both by their bytes. */
export const byPlace = (a: PlainObservation, b: PlainObservation): number =>
  a.atMs - b.atMs ||
  Buffer.compare(Buffer.from(a.updateId), Buffer.from(b.updateId)) ||
  Buffer.compare(Buffer.from(a.operator), Buffer.from(b.operator));
