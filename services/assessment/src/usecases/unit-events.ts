import {
  type RecordedEventOf,
  unitChanged,
  unitOccupancyChanged,
  unitRegistered,
  unitRetired,
  unitSnapshotted,
} from '@yuanqu/events';

/** What assessment takes from intake's unit topic. */
export const unitEvents = [
  unitRegistered,
  unitChanged,
  unitRetired,
  unitOccupancyChanged,
  unitSnapshotted,
] as const;
export type UnitEvent = RecordedEventOf<(typeof unitEvents)[number]>;
