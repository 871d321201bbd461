import { newId } from '@yuanqu/domain';
import {
  enterpriseRegistered,
  newEvent,
  type NewEvent,
  parkRegistered,
  unitOccupancyChanged,
  unitRegistered,
  unitRetired,
} from '@yuanqu/events';
import type { Status } from '../domain/occupancy-status.ts';

export interface ParkOptions {
  readonly name?: string;
  readonly since?: string;
  readonly leadingIndustries?: readonly string[];
  readonly revision?: number;
  readonly landAreaM2?: number;
}

/** A park as intake tells it: one sub-park, building A. */
export const parkTold = (code: string, options: ParkOptions = {}): NewEvent =>
  newEvent(parkRegistered, {
    subject: code,
    revision: options.revision ?? 1,
    time: new Date('2026-01-01T00:00:00Z'),
    data: {
      code,
      name: options.name ?? `${code} 园`,
      theme: 'software',
      leadingIndustries: [...(options.leadingIndustries ?? ['65'])],
      subParks: [{ code: '1', number: 1, name: '一号园' }],
      buildings: [
        {
          code: 'A',
          subPark: '1',
          name: 'A 座',
          ...(options.landAreaM2 !== undefined && { landAreaM2: options.landAreaM2 }),
        },
      ],
      since: options.since ?? '2024-01-01T00:00:00.000Z',
    },
  });

export interface UnitTold {
  readonly id: string;
  readonly park: string;
  readonly code: string;
}

/** So many units of a park, and what tells of them. */
export function unitsTold(park: string, count: number, areaM2 = 100, since = '2026-01-01T00:00:00.000Z') {
  const units: readonly UnitTold[] = Array.from({ length: count }, (_, index) => ({
    id: newId(),
    park,
    code: `A-${String(index + 1).padStart(3, '0')}`,
  }));
  const place = { park, subPark: '1', building: 'A', floor: 1 };
  const events: readonly NewEvent[] = units.map(({ id, code }) =>
    newEvent(unitRegistered, {
      subject: id,
      revision: 1,
      time: new Date(since),
      data: { ...place, unit: code, areaM2, usage: 'office', counts: true, since },
    }),
  );
  return { units, events };
}

export interface SeenOptions {
  readonly uscc?: string;
  readonly updateId?: string;
  readonly toldAt?: Date;
}

/** What an operator observed of a unit. */
export const seen = (
  unit: UnitTold,
  status: Status,
  observedAt: string,
  options: SeenOptions = {},
): NewEvent =>
  newEvent(unitOccupancyChanged, {
    subject: unit.id,
    revision: 2,
    time: options.toldAt ?? new Date(observedAt),
    data: {
      park: unit.park,
      unit: unit.code,
      operator: `operator-${unit.park}`,
      updateId: options.updateId ?? newId(),
      status,
      observedAt,
      current: true,
      ...(options.uscc !== undefined && { uscc: options.uscc }),
    },
  });

/** A unit that was closed. */
export const retiredTold = ({ id, park, code }: UnitTold, at: string): NewEvent =>
  newEvent(unitRetired, {
    subject: id,
    revision: 3,
    time: new Date(at),
    data: { park, unit: code, at, because: 'closed', into: [] },
  });

/** A firm of an industry. */
export const firmTold = (
  uscc: string,
  industry: string,
  revision = 1,
  sizeClass?: 'large' | 'medium' | 'small' | 'micro',
): NewEvent =>
  newEvent(enterpriseRegistered, {
    subject: uscc,
    revision,
    time: new Date('2026-01-01T00:00:00Z'),
    data: { uscc, name: '演示企业', industry, provisional: false, ...(sizeClass && { sizeClass }) },
  });
