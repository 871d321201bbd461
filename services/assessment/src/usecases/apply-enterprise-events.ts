import {
  enterpriseChanged,
  enterpriseMerged,
  enterpriseRegistered,
  enterpriseSnapshotted,
  enterpriseUnmerged,
  type RecordedEventOf,
} from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import type { ReadClosedUntil, RecordLateArrivals, SaveEnterprises } from './ports.ts';

export const enterpriseEvents = [
  enterpriseRegistered,
  enterpriseChanged,
  enterpriseSnapshotted,
  enterpriseMerged,
  enterpriseUnmerged,
] as const;
export type EnterpriseEvent = RecordedEventOf<(typeof enterpriseEvents)[number]>;

interface Ports {
  readonly saveEnterprises: SaveEnterprises;
  readonly readClosedUntil: ReadClosedUntil;
  readonly recordLateArrivals: RecordLateArrivals;
}

/**
 * Takes enterprises' industries and sizes, of one that was merged the other's; another industry or size of a tenant of a closed month is a
 * correction of that month.
 */
export const makeApplyEnterpriseEvents =
  ({ saveEnterprises, readClosedUntil, recordLateArrivals }: Ports) =>
  async (tx: Executor, events: readonly EnterpriseEvent[]): Promise<void> => {
    const last = new Map(events.map((event) => [event.subject, event]));
    const changed = await saveEnterprises(
      tx,
      [...last.values()].map(({ subject, data: { name, industry, sizeClass }, revision }) => ({
        uscc: subject,
        name: name ?? null,
        industry: industry ?? null,
        sizeClass: sizeClass ?? null,
        revision,
      })),
    );
    if (changed.length === 0 || !(await readClosedUntil(tx))) return;
    const arrivals = [...last.values()].filter(({ subject }) => changed.includes(subject));
    await recordLateArrivals(
      tx,
      arrivals.map(({ id, subject, time, topic, partition, epoch, sequence }) => ({
        kind: 'enterprise' as const,
        eventId: id,
        uscc: subject,
        at: time.toISOString(),
        arrivedAt: time,
        topic,
        partition,
        epoch,
        sequence,
      })),
    );
  };
