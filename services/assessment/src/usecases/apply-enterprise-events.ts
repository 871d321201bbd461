import {
  enterpriseChanged,
  enterpriseRegistered,
  enterpriseSnapshotted,
  type RecordedEventOf,
} from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import type { ReadClosedUntil, RecordLateArrivals, SaveEnterprises } from './ports.ts';

export const enterpriseEvents = [enterpriseRegistered, enterpriseChanged, enterpriseSnapshotted] as const;
export type EnterpriseEvent = RecordedEventOf<(typeof enterpriseEvents)[number]>;

interface Ports {
  readonly saveEnterprises: SaveEnterprises;
  readonly readClosedUntil: ReadClosedUntil;
  readonly recordLateArrivals: RecordLateArrivals;
}

/** Takes enterprises' industries and sizes; another industry or size of a tenant of a closed month is a correction of that month. */
export const makeApplyEnterpriseEvents =
  ({ saveEnterprises, readClosedUntil, recordLateArrivals }: Ports) =>
  async (tx: Executor, events: readonly EnterpriseEvent[]): Promise<void> => {
    const last = new Map(events.map((event) => [event.data.uscc, event]));
    const changed = await saveEnterprises(
      tx,
      [...last.values()].map(({ data: { uscc, name, industry, sizeClass }, revision }) => ({
        uscc,
        name: name ?? null,
        industry: industry ?? null,
        sizeClass: sizeClass ?? null,
        revision,
      })),
    );
    if (changed.length === 0 || !(await readClosedUntil(tx))) return;
    const arrivals = [...last.values()].filter(({ data }) => changed.includes(data.uscc));
    await recordLateArrivals(
      tx,
      arrivals.map(({ id, data, time, topic, partition, epoch, sequence }) => ({
        kind: 'enterprise' as const,
        eventId: id,
        uscc: data.uscc,
        at: time.toISOString(),
        arrivedAt: time,
        topic,
        partition,
        epoch,
        sequence,
      })),
    );
  };
