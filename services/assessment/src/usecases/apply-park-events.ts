import { parkChanged, parkRegistered, parkSnapshotted, type RecordedEventOf } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import type { ReadClosedUntil, RecordLateArrivals, SaveParks } from './ports.ts';

export const parkEvents = [parkRegistered, parkChanged, parkSnapshotted] as const;
export type ParkEvent = RecordedEventOf<(typeof parkEvents)[number]>;

interface Ports {
  readonly saveParks: SaveParks;
  readonly readClosedUntil: ReadClosedUntil;
  readonly recordLateArrivals: RecordLateArrivals;
}

/** Takes parks as intake tells them, always whole: of each the last. */
export const makeApplyParkEvents =
  ({ saveParks, readClosedUntil, recordLateArrivals }: Ports) =>
  async (tx: Executor, events: readonly ParkEvent[]): Promise<void> => {
    const last = new Map(events.map((event) => [event.subject, event]));
    const changed = await saveParks(
      tx,
      [...last.values()].map(({ data, revision }) => Object.assign({ revision }, data)),
    );
    if (changed.length === 0 || !(await readClosedUntil(tx))) return;
    const arrivals = [...last.values()].filter(({ data }) => changed.includes(data.code));
    await recordLateArrivals(
      tx,
      arrivals.map(({ id, data, time, topic, partition, epoch, sequence }) => ({
        kind: 'park' as const,
        eventId: id,
        park: data.code,
        at: data.since,
        arrivedAt: time,
        topic,
        partition,
        epoch,
        sequence,
      })),
    );
  };
