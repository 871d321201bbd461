import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Day } from '../day.ts';
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
    ['2027-10-01', true, 'a Friday of a year whose holidays are not known yet'],
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
    expect([2024, 2025, 2026, 2027].map(calendar.knows)).toEqual([false, true, true, false]);
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
