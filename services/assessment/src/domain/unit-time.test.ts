import { describe, expect, it } from 'vitest';
import type { Status } from './occupancy-status.ts';
import { compareObserved, type Observed, stateIntervals, timeOf } from './unit-time.ts';

const at = (observedAtMs: number, status: Status, updateId = 'u'): Observed => ({
  observedAtMs,
  status,
  updateId,
  operator: 'o',
});
const whole = { fromMs: 100, toMs: 200 };
const brief = (observations: readonly Observed[], lifetime = { sinceMs: 0 }, span = whole) =>
  stateIntervals(lifetime, observations, span).map(({ fromMs, toMs, status }) => [fromMs, toMs, status]);

describe('the states of a unit in a month', () => {
  it.each([
    [
      'vacant from its first day until somebody looks',
      [at(150, 'let')],
      [
        [100, 150, 'vacant'],
        [150, 200, 'let'],
      ],
    ],
    ['carried over from the month before', [at(20, 'let')], [[100, 200, 'let']]],
    [
      'in any order',
      [at(150, 'vacant'), at(20, 'let')],
      [
        [100, 150, 'let'],
        [150, 200, 'vacant'],
      ],
    ],
    [
      'those of the highest update id where instants are equal',
      [at(150, 'let', 'b'), at(150, 'vacant', 'a')],
      [
        [100, 150, 'vacant'],
        [150, 200, 'let'],
      ],
    ],
    ['changed at the very start', [at(20, 'let'), at(100, 'reserved')], [[100, 200, 'reserved']]],
    ['untouched by what was observed at its end', [at(20, 'let'), at(200, 'vacant')], [[100, 200, 'let']]],
  ] as const)('are %s', (_, observations, expected) => {
    expect(brief(observations)).toEqual(expected);
  });

  it('begin with the unit and end when it is retired', () => {
    expect(brief([at(20, 'let')], { sinceMs: 120 })).toEqual([[120, 200, 'let']]);
    const lifetime = { sinceMs: 0, retiredAtMs: 130 };
    expect(brief([at(20, 'let'), at(140, 'vacant')], lifetime)).toEqual([[100, 130, 'let']]);
    expect(brief([at(20, 'let')], { sinceMs: 300 })).toEqual([]);
  });
});

it.each([
  ['let', { letMs: 100, lettableMs: 100 }],
  ['reserved', { letMs: 0, lettableMs: 100 }],
  ['vacant', { letMs: 0, lettableMs: 100 }],
  ['under-works', { letMs: 0, lettableMs: 0 }],
  ['withdrawn', { letMs: 0, lettableMs: 0 }],
] as const)('time %s counts as it should', (status, expected) => {
  expect(timeOf(stateIntervals({ sinceMs: 0 }, [at(50, status)], whole))).toEqual(expected);
});

it('orders ties by the bytes of the update id, as PostgreSQL does', () => {
  const ids = ['𝒳', '', 'b', 'a', 'aa', 'é'];
  const ordered = ids.map((id) => at(1, 'let', id)).toSorted(compareObserved);
  const byBytes = ids.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  expect(ordered.map(({ updateId }) => updateId)).toEqual(byBytes);
});
