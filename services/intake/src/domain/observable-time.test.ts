import { describe, expect, it } from 'vitest';
import { monthsBefore, observableAt, refuseOutsideTime } from './observable-time.ts';

const at = (text: string): number => Date.parse(text);
const time = observableAt(at('2026-11-23T12:00:00Z'));

describe('the time of an observation', () => {
  it.each([
    ['2026-11-23T12:05:00.000Z', undefined],
    ['2026-11-23T12:05:00.001Z', 'intake.observed-in-future'],
    ['2025-10-23T12:00:00.000Z', undefined],
    ['2025-10-23T11:59:59.999Z', 'intake.observed-too-long-ago'],
  ])('%s at noon of 23 November 2026: %s', (observedAt, code) => {
    expect(refuseOutsideTime(time, at(observedAt))?.code).toBe(code);
  });

  it('may be taken later when it lies ahead, never when it is too old', () => {
    expect(refuseOutsideTime(time, at('2030-01-01T00:00:00Z'))?.retryable).toBe(true);
    expect(refuseOutsideTime(time, at('2020-01-01T00:00:00Z'))?.retryable).toBeUndefined();
  });

  it.each([
    ['2026-03-31T10:00:00Z', 1, '2026-02-28T10:00:00Z'],
    ['2024-03-30T10:00:00Z', 1, '2024-02-29T10:00:00Z'],
    ['2026-01-15T10:00:00Z', 13, '2024-12-15T10:00:00Z'],
  ])('%s less %i months is %s', (from, months, to) => {
    expect(monthsBefore(at(from), months)).toBe(at(to));
  });
});
