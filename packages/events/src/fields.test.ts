import { formatInstant } from '@yuanqu/domain';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { Instant } from './fields.ts';

describe('an instant of the wire', () => {
  it.each([formatInstant(0), formatInstant(Date.UTC(2028, 1, 29, 23, 59, 59, 999)), '2026-11-03T00:00:00Z'])(
    'may be %s',
    (text) => expect(Value.Check(Instant, text)).toBe(true),
  );

  it.each([
    '2026-11-03T08:00:00.000+08:00',
    '2026-11-03',
    '2026-11-03 00:00:00Z',
    '2026-13-03T00:00:00Z',
    '2026-11-32T00:00:00Z',
    '2026-11-03T24:00:00Z',
    '2026-11-03T00:60:00Z',
    '2026-11-03T00:00:00.Z',
    '+012026-11-03T00:00:00Z',
    '2026-11-03T00:00:00Z\n',
  ])('may not be %j', (text) => expect(Value.Check(Instant, text)).toBe(false));
});
