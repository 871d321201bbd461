import { describe, expect, it } from 'vitest';
import { readUpdate, updateIdOf } from './occupancy-update.ts';

const valid = {
  updateId: 'u-1',
  park: 'software',
  unit: 'A-0301',
  status: 'let',
  uscc: '91350100M000100Y43',
  observedAt: '2026-11-03T08:00:00+08:00',
};

describe('an update', () => {
  it('is read into normal form', () => {
    expect(readUpdate({ ...valid, status: 'Under_Works', uscc: ' 91350100m000100y43 ' })).toEqual({
      updateId: 'u-1',
      park: 'software',
      unit: 'A-0301',
      status: 'under-works',
      uscc: '91350100M000100Y43',
      observedAtMs: Date.parse('2026-11-03T00:00:00Z'),
    });
  });

  it.each([undefined, null, ''])('takes uscc %j for none', (uscc) => {
    expect(readUpdate({ ...valid, status: 'vacant', uscc })).toMatchObject({ uscc: undefined });
  });

  it('ignores fields it does not know', () => {
    expect(readUpdate({ ...valid, note: 'seen from outside' })).toMatchObject({ updateId: 'u-1' });
  });

  it.each([
    [null, 'intake.invalid-field', 'not a JSON object'],
    [[valid], 'intake.invalid-field', 'not a JSON object'],
    ['text', 'intake.invalid-field', 'not a JSON object'],
    [{}, 'intake.invalid-field', 'updateId is missing'],
    [{ ...valid, updateId: 7 }, 'intake.invalid-field', 'updateId is a number'],
    [{ ...valid, updateId: 'x'.repeat(65) }, 'intake.invalid-field', 'has 65 characters'],
    [{ ...valid, updateId: 'a\u0000b' }, 'intake.invalid-field', 'control characters'],
    [{ ...valid, updateId: 'a\ud800' }, 'intake.invalid-field', 'half characters'],
    [{ ...valid, park: '' }, 'intake.invalid-field', 'park is missing'],
    [{ ...valid, unit: { a: 1 } }, 'intake.invalid-field', 'unit is a object'],
    [{ ...valid, status: 'rented' }, 'intake.invalid-field', 'status is "rented"'],
    [{ ...valid, status: undefined }, 'intake.invalid-field', 'status is missing'],
    [{ ...valid, status: 'x'.repeat(1_000) }, 'intake.invalid-field', '…'],
    [{ ...valid, uscc: '91350100M000100Y44' }, 'intake.invalid-uscc', 'call for 3'],
    [{ ...valid, uscc: 1 }, 'intake.invalid-uscc', 'uscc is 1'],
    [{ ...valid, uscc: undefined }, 'intake.let-without-enterprise', 'uscc is missing'],
    [{ ...valid, observedAt: undefined }, 'intake.invalid-field', 'observedAt is missing'],
    [{ ...valid, observedAt: 1_762_128_000 }, 'intake.invalid-field', 'with its offset'],
    [{ ...valid, observedAt: '2026-11-03 08:00' }, 'intake.invalid-field', 'with its offset'],
    [{ ...valid, observedAt: '2026-02-30T00:00:00Z' }, 'intake.invalid-field', '2026-02-30'],
  ])('%.60j is rejected as %s: … %s …', (value, code, words) => {
    expect(readUpdate(value)).toMatchObject({
      outcome: 'rejected',
      code,
      detail: expect.stringContaining(words),
    });
  });

  it('is named by its id even when the rest cannot be read', () => {
    expect(updateIdOf({ updateId: 'u-1', park: 3 })).toBe('u-1');
    expect(updateIdOf({ updateId: 3 })).toBeUndefined();
    expect(updateIdOf('text')).toBeUndefined();
  });
});
