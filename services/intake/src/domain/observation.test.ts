import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints, isNewer } from './observation.ts';

const text = fc.string({ unit: 'binary', maxLength: 6 });
const order = fc.record({ observedAtMs: fc.integer({ min: 0, max: 3 }), updateId: text, operator: text });

describe('the order of observations', () => {
  it('goes by the instant first, then by the update id, then by the operator', () => {
    const base = { observedAtMs: 5, updateId: 'b', operator: 'b' };
    expect(isNewer({ ...base, observedAtMs: 6, updateId: 'a' }, base)).toBe(true);
    expect(isNewer({ ...base, updateId: 'c', operator: 'a' }, base)).toBe(true);
    expect(isNewer({ ...base, operator: 'c' }, base)).toBe(true);
    expect(isNewer(base, base)).toBe(false);
  });

  it('is total: of two different ones exactly one is newer', () => {
    fc.assert(
      fc.property(order, order, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect([isNewer(one, other), isNewer(other, one)].filter(Boolean)).toHaveLength(same ? 0 : 1);
      }),
    );
  });

  it('compares texts as their UTF-8 bytes do, which is how the database sorts them', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const bytes = Buffer.compare(Buffer.from(one), Buffer.from(other));
        expect(Math.sign(compareCodePoints(one, other))).toBe(bytes);
      }),
      { examples: [['\uffff', '\u{10000}']] },
    );
  });
});
