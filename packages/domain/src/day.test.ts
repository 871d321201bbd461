import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Day } from './day.ts';

describe('Day', () => {
  it.each(['2026-11-27', '2024-02-29', '1950-01-01'])('reads %s', (text) => {
    expect(Day.parse(text)).toBe(text);
  });

  it.each(['', '2026-02-29', '2026-13-01', '2026-1-1', '20261127', '2026-11-27T00:00:00Z', '2026-11-27\n'])(
    'refuses %j',
    (text) => {
      expect(Day.parse(text)).toMatchObject({ code: 'day.malformed', kind: 'invalid' });
    },
  );

  it('turns at 16:00 UTC of the day before', () => {
    expect(Day.of(Date.parse('2026-11-26T15:59:59.999Z'))).toBe('2026-11-26');
    expect(Day.of(new Date('2026-11-26T16:00:00Z'))).toBe('2026-11-27');
    expect(Day.startMs('2026-11-27' as Day)).toBe(Date.parse('2026-11-26T16:00:00Z'));
    expect(Day.endMs('2026-12-31' as Day)).toBe(Date.parse('2026-12-31T16:00:00Z'));
  });

  it('knows its weekday', () => {
    expect(Day.weekday('2026-11-27' as Day)).toBe(5);
    expect(Day.weekday('2026-11-29' as Day)).toBe(7);
  });

  it('holds every instant between its start and its end', () => {
    const instants = fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2100, 0, 1) });
    fc.assert(
      fc.property(instants, (instant) => {
        const day = Day.of(instant);
        expect(Day.startMs(day) <= instant && instant < Day.endMs(day)).toBe(true);
      }),
    );
  });
});
