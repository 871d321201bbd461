import {
  newEvent,
  type NewEvent,
  occupancyFellBelowTarget,
  occupancyRecovered,
  parkNearlyFull,
} from '@yuanqu/events';
import type { Crossing, Reading } from '../domain/park-watch.ts';
import { millionthsOf, shareOf } from '../domain/ratio.ts';
import type { WatchedPark } from './watch-ports.ts';

const definitions = {
  'fell-below-target': occupancyFellBelowTarget,
  recovered: occupancyRecovered,
  'nearly-full': parkNearlyFull,
} as const;

export interface JudgedPark extends Pick<WatchedPark, 'park' | 'name' | 'revision' | 'targets'> {
  readonly reading: Reading;
  readonly crossings: readonly Crossing[];
  /** The event that made it so. */
  readonly eventId?: string | undefined;
}

/** An event for each line that a park crossed, with the figure it crossed it by. */
export function crossingEvents(judged: JudgedPark, now: Date): readonly NewEvent[] {
  const { park, name, reading, crossings, revision, targets, eventId } = judged;
  const { part, whole } = reading.occupancy;
  return crossings.map((crossing, index) =>
    newEvent(definitions[crossing], {
      subject: park,
      revision: revision + index + 1,
      time: now,
      data: {
        park,
        name,
        rate: shareOf(millionthsOf(reading.occupancy) ?? 0),
        target: (crossing === 'nearly-full' ? targets.nearlyFull : targets.occupancy) / 10_000,
        letM2: Number(part) / 100,
        lettableM2: Number(whole) / 100,
        at: now.toISOString(),
      },
      context: eventId === undefined ? {} : { causationId: eventId },
    }),
  );
}
