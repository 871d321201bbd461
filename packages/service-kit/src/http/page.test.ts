import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor, toPage } from './page.ts';

const Position = Type.Object({ at: Type.String(), id: Type.Integer() });

describe('a page', () => {
  const rows = [1, 2, 3].map((id) => ({ id, at: 'now' }));
  const shape = { item: ({ id }: { id: number }) => id, position: (row: object) => row };

  it('has a cursor after its last item when there is more', () => {
    const page = toPage(rows, 2, shape);
    expect(page.items).toEqual([1, 2]);
    expect(decodeCursor(Position, page.nextCursor)).toEqual({ id: 2, at: 'now' });
  });

  it('has none when it is the last', () => {
    expect(toPage(rows, 3, shape)).toEqual({ items: [1, 2, 3] });
  });
});

describe('decodeCursor', () => {
  it.each(['', 'x', '%%%', encodeCursor({ id: 'no number', at: 'now' }), encodeCursor(null)])(
    'refuses %s',
    (cursor) => {
      expect(() => decodeCursor(Position, cursor)).toThrow('begin again');
    },
  );

  it('is no position without a cursor', () => {
    expect(decodeCursor(Position, undefined)).toBeUndefined();
  });
});
