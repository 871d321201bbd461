import { expect, it } from 'vitest';
import { expectedMonths } from './expected-months.ts';

const hourMs = 3_600_000;
const november = Date.parse('2026-11-01T00:00:00+08:00');
const seen = (hour: number, status: string, updateId = 'u') => ({
  atMs: november + hour * hourMs,
  updateId,
  operator: 'op',
  status,
});

it('weighs each status by its time, up to the last observation', () => {
  const observations = [seen(5, 'under-works'), seen(-2, 'let'), seen(9, 'vacant'), seen(3, 'reserved')];
  const months = expectedMonths({ sinceMs: november - 10 * hourMs, retiredAtMs: undefined, observations });
  expect(months.get('2026-11' as never)).toEqual({ letMs: 3 * hourMs, lettableMs: 5 * hourMs });
});

it('counts nothing before a unit’s start or after its end', () => {
  const observations = [seen(1, 'let'), seen(10, 'vacant')];
  const bounds = { sinceMs: november + 4 * hourMs, retiredAtMs: november + 6 * hourMs };
  expect(expectedMonths({ ...bounds, observations }).get('2026-11' as never)).toEqual({
    letMs: 2 * hourMs,
    lettableMs: 2 * hourMs,
  });
});

it('lets the greater update id win a tie', () => {
  const observations = [seen(1, 'let', 'b'), seen(1, 'vacant', 'a'), seen(3, 'vacant', 'c')];
  const bounds = { sinceMs: november, retiredAtMs: undefined };
  expect(expectedMonths({ ...bounds, observations }).get('2026-11' as never)?.letMs).toBe(2 * hourMs);
});
