import { expect, it } from 'vitest';
import { toWire } from './to-wire.ts';

it('turns instants into RFC 3339, deep inside too, and leaves out what is not known', () => {
  const at = new Date('2026-11-03T00:00:00Z');
  expect(toWire({ at, none: null, missing: undefined, list: [{ at, zero: 0 }] })).toEqual({
    at: '2026-11-03T00:00:00.000Z',
    list: [{ at: '2026-11-03T00:00:00.000Z', zero: 0 }],
  });
});
