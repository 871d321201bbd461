import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Day } from '../day.ts';
import { holidayYears } from './holiday-years.ts';
import { publicHolidays } from './public-holidays.ts';
import { workingCalendar } from './working-calendar.ts';

const calendar = workingCalendar();
const day = (text: string): Day => text as Day;

describe('the working calendar', () => {
  it.each([
    ['2026-11-27', true, 'a Friday'],
    ['2026-11-28', false, 'a Saturday'],
    ['2026-10-01', false, 'a holiday on a Thursday'],
    ['2026-10-08', true, 'the Thursday after the holidays'],
    ['2026-10-10', true, 'a Saturday worked in exchange'],
    ['2026-09-20', true, 'a Sunday worked in exchange'],
    ['2031-10-01', false, 'a holiday of fixed date, of a year whose announcement is not known'],
    ['2031-01-01', false, 'New Year’s Day of such a year'],
    ['2031-05-02', false, 'the second day of Labour Day of such a year'],
    ['2031-10-06', true, 'a Monday of such a year'],
  ])('takes %s for a working day: %s, being %s', (text, expected) => {
    expect(calendar.isWorkingDay(day(text))).toBe(expected);
  });

  it('counts deadlines from the next day, over holidays and days worked in exchange', () => {
    expect(calendar.after(day('2026-09-30'), 1)).toBe('2026-10-08');
    expect(calendar.after(day('2026-09-30'), 3)).toBe('2026-10-10');
    expect(calendar.after(day('2026-11-27'), 1)).toBe('2026-11-30');
    expect(calendar.deadline(new Date('2026-11-27T02:00:00Z'), 1)).toEqual(new Date('2026-11-30T16:00:00Z'));
  });

  it('refuses to count backwards', () => {
    expect(() => calendar.after(day('2026-11-27'), 0)).toThrow('0 is not a number of working days');
  });

  it('counts between two days what it counted off', () => {
    const days = fc.integer({ min: 0, max: 720 }).map((n) => Day.plus(day('2025-01-01'), n));
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), (first, n) => {
        const last = calendar.after(first, n);
        expect([calendar.between(first, last), calendar.isWorkingDay(last)]).toEqual([n, true]);
      }),
    );
  });

  it('says which years it knows', () => {
    expect([2024, 2025, 2026, 2031].map(calendar.knows)).toEqual([false, true, true, false]);
  });

  it('tells once when a deadline reaches into a year that it does not know', () => {
    const told: number[] = [];
    holidayYears.onUnknown((year) => told.push(year));
    expect(calendar.after(day('2030-12-30'), 2)).toBe('2031-01-02');
    calendar.after(day('2031-02-03'), 3);
    expect(told).toEqual([2031]);
  });

  it('counts by a year from when it is entered', () => {
    const found = calendar.after(day('2032-02-10'), 1);
    expect(
      holidayYears.enter([
        {
          year: 2032,
          document: '演示',
          holidays: [{ zh: '春节', from: '2032-02-10', to: '2032-02-17' }],
          workedWeekendDays: ['2032-02-21'],
        },
      ]),
    ).toBeUndefined();
    expect([found, calendar.after(day('2032-02-10'), 1), calendar.knows(2032)]).toEqual([
      '2032-02-11',
      '2032-02-18',
      true,
    ]);
    expect(calendar.isWorkingDay(day('2032-02-21'))).toBe(true);
  });
});

describe('entering a year', () => {
  const year = {
    year: 2033,
    document: '演示',
    holidays: [{ zh: '元旦', from: '2033-01-01', to: '2033-01-03' }],
    workedWeekendDays: ['2033-01-08'],
  };

  it.each([
    [[{ ...year, workedWeekendDays: ['2033-01-10'] }], ['/0/workedWeekendDays/0']],
    [[{ ...year, workedWeekendDays: ['2033-01-02'] }], ['/0/workedWeekendDays/0']],
    [[{ ...year, workedWeekendDays: ['2034-01-01'] }], ['/0/workedWeekendDays/0']],
    [[{ ...year, holidays: [{ zh: '元旦', from: '2033-01-03', to: '2033-01-01' }] }], ['/0/holidays/0/to']],
    [
      [{ ...year, workedWeekendDays: [], holidays: [{ zh: '元旦', from: '2032-12-31', to: '2033-02-30' }] }],
      ['/0/holidays/0/from', '/0/holidays/0/to'],
    ],
    [[year, year], ['/1/year']],
  ])('%j is refused at %j', (entered, pointers) => {
    const refused = holidayYears.enter(entered);
    expect(refused).toMatchObject({ code: 'holidays.contradict' });
    expect(refused?.details.errors?.map(({ pointer }) => pointer)).toEqual(pointers);
    expect(calendar.knows(2033)).toBe(false);
  });
});

describe.each(publicHolidays)('the holidays of $year', ({ year, holidays, workedWeekendDays }) => {
  it('lie in their year, in order', () => {
    const bounds = holidays.flatMap(({ from, to }) => [from, to]);
    expect(bounds).toEqual([...bounds].sort());
    expect([...bounds, ...workedWeekendDays].every((text) => text.startsWith(`${year}-`))).toBe(true);
  });

  it('are paid for with weekend days that are no holidays', () => {
    for (const text of workedWeekendDays) {
      expect(Day.weekday(day(text))).toBeGreaterThan(5);
      expect(holidays.some(({ from, to }) => from <= text && text <= to)).toBe(false);
    }
  });
});
