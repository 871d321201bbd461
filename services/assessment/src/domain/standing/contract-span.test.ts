import type { Month } from '@yuanqu/domain';
import { expect, it } from 'vitest';
import { type Contract, spanAt, spanOfMonth, spansOf } from './contract-span.ts';

const contract = (operator: string, from: string, until?: string): Contract => ({
  operator,
  name: operator,
  from: new Date(from),
  until: until === undefined ? undefined : new Date(until),
  standing: undefined,
});
const october = '2026-10' as Month;
const start = '2026-09-30T16:00:00.000Z';

it('joins renewals, and keeps operators and breaks apart', () => {
  const spans = spansOf([
    contract('a', '2026-01-01T00:00:00Z', '2026-03-01T00:00:00Z'),
    contract('a', '2025-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
    contract('b', '2026-03-01T00:00:00Z', '2026-06-01T00:00:00Z'),
    contract('a', '2026-06-01T00:00:00Z'),
  ]);
  expect(spans.map(({ operator, contracts }) => [operator, contracts.length])).toEqual([
    ['a', 2],
    ['b', 1],
    ['a', 1],
  ]);
  expect(spanAt(spans, new Date('2026-03-01T00:00:00Z'))?.operator).toBe('b');
});

it.each([
  ['held throughout', [contract('a', '2026-01-01T00:00:00Z')], 'a'],
  [
    'renewed within it',
    [contract('a', '2026-01-01T00:00:00Z', '2026-10-10T00:00:00Z'), contract('a', '2026-10-10T00:00:00Z')],
    'a',
  ],
  ['begun with it', [contract('a', start)], 'a'],
  ['begun a moment later', [contract('a', '2026-09-30T16:00:00.001Z')], undefined],
  [
    'changed hands',
    [contract('a', '2026-01-01T00:00:00Z', '2026-10-10T00:00:00Z'), contract('b', '2026-10-10T00:00:00Z')],
    undefined,
  ],
  ['annulled before it began', [contract('a', start, start)], undefined],
  ['none', [], undefined],
])('gives a month to whom the park was contracted to all of it: %s', (_, contracts, operator) => {
  expect(spanOfMonth(spansOf(contracts), october)?.operator).toBe(operator);
});
