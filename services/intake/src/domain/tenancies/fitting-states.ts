import type { OccupancyStatus } from '../occupancy-status.ts';
import type { legalStatusOf } from './tenancy.ts';

/**
 * What may be observed of a unit with that legal state; anything else is a mismatch. A tenant may still be fitting out what
 * it rents, and what is free may be kept back; but nobody sits in what nobody has rented, and what is rented is not empty.
 */
export const fittingStates: Readonly<Record<ReturnType<typeof legalStatusOf>, readonly OccupancyStatus[]>> = {
  let: ['let', 'under-works'],
  reserved: ['reserved', 'vacant', 'under-works'],
  vacant: ['vacant', 'reserved', 'under-works', 'withdrawn'],
};
