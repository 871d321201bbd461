import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Absence, Colleague } from './absence.ts';
import { markBehalf } from './mark-behalf.ts';
import { loopOf, overlapping, unsuitability } from './suitable-deputy.ts';

const colleague = (change: Partial<Colleague> = {}): Colleague => ({
  id: 'a',
  username: 'a',
  name: '甲',
  roles: ['task-force'],
  parks: ['software'],
  active: true,
  aloneIn: [],
  enterprise: null,
  ...change,
});
const day = (n: number): Date => new Date(Date.UTC(2026, 11, n));
const away = (officialId: string, deputyId: string, from = 1, until = 10): Absence => ({
  id: `${officialId}${deputyId}${from}`,
  officialId,
  deputyId,
  from: day(from),
  until: day(until),
});

describe('a deputy', () => {
  it.each([
    [{ id: 'b' }, {}, []],
    [{ id: 'b', parks: ['ip', 'software'], roles: ['assessor', 'task-force'] }, {}, []],
    [{ id: 'b', parks: '*' }, {}, []],
    [{}, {}, ['nobody stands in for themselves']],
    [{ id: 'b', active: false }, {}, ['the account is not active']],
    [{ id: 'b', roles: ['assessor'] }, {}, ['lacks the role task-force']],
    [{ id: 'b', roles: ['leading-group-office'] }, { aloneIn: ['task-force'] }, []],
    [{ id: 'b', roles: ['leading-group-office'] }, {}, ['lacks the role task-force']],
    [{ id: 'b', roles: ['auditor'] }, { aloneIn: ['task-force'] }, ['lacks the role task-force']],
    [{ id: 'b', parks: ['ip'] }, {}, ['does not reach software']],
    [{ id: 'b' }, { parks: '*' }, ['does not reach the whole district']],
    [{ id: 'b', roles: [], parks: [] }, {}, ['lacks the role task-force', 'does not reach software']],
  ] as const)('%j for %j: %j', (deputy, person, reasons) => {
    expect(unsuitability(colleague(person), colleague(deputy))).toEqual(reasons);
  });
});

describe('a chain of deputies', () => {
  it.each([
    [away('a', 'b'), [away('b', 'a')], ['a', 'b']],
    [away('a', 'b'), [away('b', 'c'), away('c', 'a')], ['a', 'b', 'c']],
    [away('a', 'b'), [away('b', 'c'), away('c', 'd')], undefined],
    [away('a', 'b'), [away('b', 'a', 10, 20)], undefined],
    [away('a', 'b'), [away('b', 'c', 1, 4), away('c', 'a', 4, 10)], undefined],
    [away('a', 'b'), [away('b', 'c'), away('c', 'b')], undefined],
  ])('%j after %j leads back by %j', (added, others, loop) => {
    expect(loopOf(added, others)).toEqual(loop);
  });

  it('without loops stays without them: what is accepted never leads anybody back to themselves', () => {
    const people = fc.constantFrom('a', 'b', 'c', 'd');
    const absences = fc.record({
      one: people,
      other: people,
      from: fc.nat(8),
      length: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(fc.array(absences, { maxLength: 20 }), (asked) => {
        const accepted: Absence[] = [];
        for (const { one, other, from, length } of asked) {
          const added = away(one, other, from + 1, from + 1 + length);
          if (one !== other && !overlapping(added, accepted) && !loopOf(added, accepted))
            accepted.push(added);
        }
        for (let n = 1; n <= 15; n++) {
          const deputyOf = new Map(
            accepted
              .filter(({ from, until }) => from <= day(n) && day(n) < until)
              .map((one) => [one.officialId, one.deputyId]),
          );
          for (const start of deputyOf.keys()) {
            let at = deputyOf.get(start);
            for (let hops = 0; at !== undefined && hops < 5; hops++) {
              expect(at).not.toBe(start);
              at = deputyOf.get(at);
            }
          }
        }
      }),
    );
  });
});

it('a deputy reads for whom they were told', () => {
  expect(markBehalf('标题', [], 'zh')).toBe('标题');
  expect(markBehalf('标题', ['甲', '乙'], 'zh')).toBe('【代甲、乙】标题');
  expect(markBehalf('Title', ['甲'], 'en')).toBe('[for 甲] Title');
});
