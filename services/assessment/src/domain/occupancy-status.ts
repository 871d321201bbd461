import type { OccupancyStatus } from '@yuanqu/events';
import type { Static } from 'typebox';

/** What an operator observed a unit to be. */
export type Status = Static<typeof OccupancyStatus>;

/** What each status counts as: reserved is not let; what is under works or withdrawn could not be let at all. */
export const statuses: Readonly<Record<Status, { readonly lettable: boolean; readonly let: boolean }>> = {
  let: { lettable: true, let: true },
  reserved: { lettable: true, let: false },
  vacant: { lettable: true, let: false },
  'under-works': { lettable: false, let: false },
  withdrawn: { lettable: false, let: false },
};

/** What a unit is taken for from its first day until somebody observes it: it stands there and nobody is in it. */
export const unobserved: Status = 'vacant';
