/** A value as it goes out: instants as RFC 3339 in UTC, and what isn't known left out. */
export type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? WireObject<T>
      : T;

type WireObject<T> = { [K in keyof T as IsKnown<T[K]> extends true ? K : never]: Wire<T[K]> } & {
  [K in keyof T as IsKnown<T[K]> extends true ? never : K]?: Wire<NonNullable<T[K]>>;
};

type IsKnown<T> = unknown extends T ? true : null extends T ? false : undefined extends T ? false : true;

/** Turns what a query gave into what its schema promises. */
export function toWire<T>(value: T): Wire<T> {
  if (value instanceof Date) return value.toISOString() as Wire<T>;
  if (Array.isArray(value)) return value.map((item) => toWire(item)) as Wire<T>;
  if (typeof value !== 'object' || value === null) return value as Wire<T>;
  const known = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  return Object.fromEntries(known.map(([name, part]) => [name, toWire(part)])) as Wire<T>;
}
