import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from './app-error.ts';
import { Month } from './period.ts';

const month = (text: string): Month => {
  const result = Month.parse(text);
  if (result instanceof AppError) throw result;
  return result;
};
const instant = (text: string): number => Date.parse(text);
const anyInstant = fc.integer({
  min: instant('1950-01-01T00:00:00+08:00'),
  max: instant('9999-11-30T00:00:00Z'),
});

describe('Month.parse', () => {
  it.each(['2026-11', '1950-01', '9999-12'])('reads %s', (text) => {
    expect(Month.parse(text)).toBe(text);
  });

  it.each([
    '',
    '2026-13',
    '2026-00',
    '2026-1',
    '202611',
    '2026-11-01',
    ' 2026-11',
    '2026-11\n',
    '２０２６-11',
  ])('refuses %j', (text) => {
    expect(Month.parse(text)).toMatchObject({ code: 'month.malformed', kind: 'invalid' });
  });

  it('keeps no months before 1950', () => {
    expect(Month.parse('1949-12')).toMatchObject({ code: 'month.out-of-range', kind: 'invalid' });
    expect(() => Month.of(instant('1949-12-01T00:00:00Z'))).toThrow(RangeError);
    expect(() => Month.of(Number.NaN)).toThrow(RangeError);
  });
});

describe('the month in Shanghai', () => {
  it('turns at 16:00 UTC of the day before', () => {
    expect(Month.of(instant('2026-10-31T15:59:59.999Z'))).toBe('2026-10');
    expect(Month.of(new Date('2026-10-31T16:00:00Z'))).toBe('2026-11');
    expect(Month.startMs(month('2026-11'))).toBe(instant('2026-11-01T00:00:00+08:00'));
    expect(Month.endMs(month('2026-12'))).toBe(instant('2027-01-01T00:00:00+08:00'));
  });

  it.each([
    ['1985-07', '1985-07-01T00:00:00+08:00'],
    ['1988-04', '1988-04-01T00:00:00+08:00'],
    ['1988-05', '1988-05-01T00:00:00+09:00'],
    ['1991-09', '1991-09-01T00:00:00+09:00'],
    ['1991-10', '1991-10-01T00:00:00+08:00'],
  ])('of %s began at %s, with the summer time of 1986 to 1991', (text, start) => {
    expect(Month.startMs(month(text))).toBe(instant(start));
    expect(Month.of(instant(start))).toBe(text);
    expect(Month.of(instant(start) - 1)).toBe(Month.previous(month(text)));
  });

  it('contains the instant it is the month of', () => {
    fc.assert(
      fc.property(anyInstant, (at) => {
        const its = Month.of(at);
        expect(Month.startMs(its)).toBeLessThanOrEqual(at);
        expect(Month.endMs(its)).toBeGreaterThan(at);
      }),
    );
  });

  it('agrees with the time zone database', () => {
    const calendar = new Intl.DateTimeFormat('sv', {
      timeZone: 'Asia/Shanghai',
      year: 'numeric',
      month: '2-digit',
    });
    fc.assert(
      fc.property(anyInstant, (at) => {
        expect(Month.of(at)).toBe(calendar.format(at));
      }),
    );
  });
});

describe('the order of months', () => {
  const anyMonth = fc
    .integer({ min: instant('1960-01-01T00:00:00Z'), max: instant('2100-01-01T00:00:00Z') })
    .map((at) => Month.of(at));

  it('ends each where the next begins', () => {
    fc.assert(
      fc.property(anyMonth, (some) => {
        expect(Month.endMs(some)).toBe(Month.startMs(Month.next(some)));
        expect(Month.previous(Month.next(some))).toBe(some);
      }),
    );
  });

  it('is the order of their text and of their instants', () => {
    fc.assert(
      fc.property(anyMonth, anyMonth, (a, b) => {
        expect(Month.compare(a, b)).toBe(Math.sign(Month.startMs(a) - Month.startMs(b)));
      }),
    );
  });

  it('steps over the end of the year', () => {
    expect(Month.next(month('2026-12'))).toBe('2027-01');
    expect(Month.previous(month('2026-01'))).toBe('2025-12');
    expect(Month.plus(month('2026-11'), -23)).toBe('2024-12');
    expect(() => Month.next(month('9999-12'))).toThrow(RangeError);
  });

  it('lists those between two, both included', () => {
    expect(Month.between(month('2026-11'), month('2027-02'))).toEqual([
      '2026-11',
      '2026-12',
      '2027-01',
      '2027-02',
    ]);
    expect(Month.between(month('2026-11'), month('2026-11'))).toEqual(['2026-11']);
    expect(Month.between(month('2026-12'), month('2026-11'))).toEqual([]);
    expect(Month.between(month('9999-11'), month('9999-12'))).toEqual(['9999-11', '9999-12']);
  });
});

describe('Month.overlap', () => {
  const november = month('2026-11');
  const start = Month.startMs(november);
  const end = Month.endMs(november);

  it.each([
    ['all of a longer interval', start - 5, end + 5, { fromMs: start, toMs: end }],
    ['an interval within', start + 5, end - 5, { fromMs: start + 5, toMs: end - 5 }],
    ['what has not ended', start + 5, undefined, { fromMs: start + 5, toMs: end }],
    ['nothing of what ends as it begins', start - 5, start, undefined],
    ['nothing of what begins as it ends', end, undefined, undefined],
    ['nothing of what lasts no time', start + 5, start + 5, undefined],
  ])('takes %s', (_, fromMs, toMs, expected) => {
    expect(Month.overlap(november, { fromMs, toMs })).toEqual(expected);
  });

  it('cuts an interval into months without losing or doubling a millisecond', () => {
    fc.assert(
      fc.property(fc.nat(1e12), fc.integer({ min: 1, max: 1e11 }), (fromMs, lengthMs) => {
        const interval = { fromMs, toMs: fromMs + lengthMs };
        const parts = Month.between(Month.of(interval.fromMs), Month.of(interval.toMs)).map((some) =>
          Month.overlap(some, interval),
        );
        expect(parts.reduce((sum, part) => sum + (part ? part.toMs - part.fromMs : 0), 0)).toBe(lengthMs);
      }),
    );
  });
});
