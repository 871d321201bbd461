import { AppError } from '@yuanqu/domain';
import { type Static, type TSchema, Type } from 'typebox';
import { Check } from 'typebox/value';

/** One page of a list as it goes out; without `nextCursor` it is the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string;
}

/** The schema of a page of these items. */
export const PageOf = <Item extends TSchema>(item: Item) =>
  Type.Object({ items: Type.Array(item), nextCursor: Type.Optional(Type.String()) });

/** The query parameters of a list: spread them into a route's querystring schema. */
export const pageQuery = {
  cursor: Type.Optional(Type.String({ maxLength: 512, description: 'nextCursor of the page before' })),
  limit: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
};

/** The page's items and the cursor after the last, out of rows of which one more than `limit` was read. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  { item, position }: { readonly item: (row: Row) => Item; readonly position: (row: Row) => unknown },
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const items = shown.map(item);
  return rows.length > limit && last !== undefined
    ? { items, nextCursor: encodeCursor(position(last)) }
    : { items };
}

/** A position in a list as an opaque text for a URL. */
export const encodeCursor = (position: unknown): string =>
  Buffer.from(JSON.stringify(position), 'utf8').toString('base64url');

/** The position that a cursor stands for. Throws `request.invalid-cursor` when it isn't one that was given out. */
export function decodeCursor<Schema extends TSchema>(
  schema: Schema,
  cursor: string | undefined,
): Static<Schema> | undefined {
  if (cursor === undefined) return undefined;
  const position = parse(cursor);
  if (Check(schema, position)) return position;
  throw new AppError(
    'request.invalid-cursor',
    'invalid',
    'The cursor is not one of this list; begin again without it.',
    {
      errors: [{ pointer: '/query/cursor', code: 'cursor', detail: 'is not a cursor of this list' }],
    },
  );
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
