import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInstant, parseInstant } from './instant.ts';

describe('parseInstant', () => {
  it.each([
    ['2026-11-03T08:00:00+08:00', '2026-11-03T00:00:00.000Z'],
    ['2026-11-03T00:00:00Z', '2026-11-03T00:00:00.000Z'],
    ['2026-11-03T00:00:00.123456789Z', '2026-11-03T00:00:00.123Z'],
    ['2028-02-29T23:59:59.9Z', '2028-02-29T23:59:59.900Z'],
  ])('reads %s', (text, utc) => {
    expect(parseInstant(text)).toBe(Date.parse(utc));
  });

  it.each([
    '',
    '2026-11-03',
    '2026-11-03T08:00:00',
    '2026-11-03 08:00:00Z',
    '2026-02-30T00:00:00Z',
    '2027-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-11-00T00:00:00Z',
    '2026-11-03T24:00:00Z',
    '2026-11-03T23:60:00Z',
    '2026-11-03T23:59:60Z',
    '2026-11-03T00:00:00Z[Asia/Shanghai]',
    '1762128000000',
    'Tue Nov 03 2026',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toMatchObject({ code: 'instant.malformed', kind: 'invalid' });
  });

  it('comes back from the form on the wire', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1950-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          expect(parseInstant(formatInstant(date))).toBe(date.getTime());
        },
      ),
    );
  });
});
