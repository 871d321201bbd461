import { newId } from '@yuanqu/domain';
import {
  type DataOf,
  type EventDefinition,
  type RecordedEvent,
  unitOccupancyChanged,
  unitRegistered,
} from '@yuanqu/events';
import type { Status } from '../domain/occupancy-status.ts';
import type { UnitEvent } from '../usecases/unit-events.ts';

let sequence = 0n;

/** An event as a consumer gets it, at the next place of its log. */
export const recorded = <D extends EventDefinition>(
  definition: D,
  event: { subject: string; data: DataOf<D>; revision?: number; time?: Date; id?: string },
): RecordedEvent<D> => ({
  type: definition.type,
  id: event.id ?? newId(),
  subject: event.subject,
  revision: event.revision ?? 1,
  time: event.time ?? new Date('2026-11-02T01:00:00Z'),
  data: event.data,
  context: {},
  topic: definition.topic,
  partition: 0,
  epoch: 1,
  sequence: (sequence += 1n),
});

export interface UnitOptions {
  readonly park?: string;
  readonly unit?: string;
  readonly building?: string;
  readonly subPark?: string;
  readonly areaM2?: number;
  readonly since?: string;
  readonly counts?: boolean;
}

/** A counting office of 100 m² in the software park since 2026, unless told. */
export const registered = (id: string, options: UnitOptions = {}): UnitEvent =>
  recorded(unitRegistered, {
    subject: id,
    data: {
      park: options.park ?? 'software',
      subPark: options.subPark ?? '1',
      building: options.building ?? 'A',
      floor: 1,
      unit: options.unit ?? `A-${id.slice(-4)}`,
      areaM2: options.areaM2 ?? 100,
      usage: options.counts === false ? 'public' : 'office',
      counts: options.counts ?? true,
      since: options.since ?? '2026-01-01T00:00:00.000Z',
    },
  });

export interface ObservedOptions {
  readonly park?: string;
  readonly updateId?: string;
  readonly uscc?: string;
  readonly time?: Date;
}

/** An observation of a unit. */
export const observed = (
  id: string,
  status: Status,
  observedAt: string,
  options: ObservedOptions = {},
): UnitEvent =>
  recorded(unitOccupancyChanged, {
    subject: id,
    ...(options.time && { time: options.time }),
    data: {
      park: options.park ?? 'software',
      unit: `A-${id.slice(-4)}`,
      operator: 'operator-software',
      updateId: options.updateId ?? newId(),
      status,
      observedAt,
      current: true,
      ...(options.uscc !== undefined && { uscc: options.uscc }),
    },
  });
