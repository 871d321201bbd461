/** The parks that a person or system is responsible for; `*` is the whole district. */
export type ParkScope = '*' | readonly string[];

/** Whether every park of `inner` is in `outer`. */
export const covers = (outer: ParkScope, inner: ParkScope): boolean =>
  outer === '*' || (inner !== '*' && inner.every((park) => outer.includes(park)));

/** Whether both name the same parks, in whatever order. */
export const sameParks = (one: ParkScope, other: ParkScope): boolean =>
  covers(one, other) && covers(other, one);
