import { compareBytes } from './byte-order.ts';

/** What a frozen document may hold: no fractions, so that nothing depends on how a machine writes them. */
export type Canonical =
  | string
  | bigint
  | number
  | boolean
  | null
  | readonly Canonical[]
  | { readonly [key: string]: Canonical | undefined };

/**
 * JSON with sorted keys and no spaces: equal content gives equal bytes. A bigint becomes a decimal string, absent fields
 * are left out. Throws a TypeError on a number that is no safe integer.
 */
export function canonicalJson(value: Canonical): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `"${value}"`;
  if (typeof value === 'number') return integer(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const fields = Object.entries(value as Readonly<Record<string, Canonical | undefined>>)
    .filter((entry): entry is [string, Canonical] => entry[1] !== undefined)
    .sort(([a], [b]) => compareBytes(a, b))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
}

function integer(value: number): string {
  if (!Number.isSafeInteger(value))
    throw new TypeError(`${value} is no whole number: a frozen document holds none`);
  return String(value);
}
