import { AppError, fold } from '@yuanqu/domain';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Application, ApplicationStatus } from './application.ts';
import { applicationDecider } from './application-decider.ts';
import type { ApplicationCommand, ApplicationFact } from './application-facts.ts';
import { type ApplicationGroup, type GroupCommand, neededOf } from './application-group.ts';
import { groupDecider } from './group-decider.ts';
import { applicationTransitions } from './application-transitions.ts';

const later = '2026-12-31T16:00:00.000Z';
const content: Application['content'] = {
  park: 'software',
  applicant: { name: '演示', industry: '6513', contact: { name: '林', phone: '1' } },
  trade: '软件',
  wanted: { usage: 'office', areaM2: 100 },
  promised: {},
};
const admission = { outcome: 'admissible', rules: [] } as const;
const commands: readonly ApplicationCommand[] = [
  { kind: 'draft', content, by: 'a', expiresAt: later },
  { kind: 'revise', content, by: 'a', expiresAt: later },
  { kind: 'submit', admission, reviewDueAt: later, expiresAt: later, withGroup: true },
  {
    kind: 'submit',
    admission: { ...admission, outcome: 'inadmissible' },
    reviewDueAt: later,
    expiresAt: later,
    withGroup: true,
  },
  { kind: 'return', reason: 'r', by: 'b', expiresAt: later },
  { kind: 'approve', by: 'b', contractDueAt: later },
  { kind: 'confirm', contractDueAt: later },
  { kind: 'fail-with-group' },
  { kind: 'review-again', reason: 'r', reviewDueAt: later },
  { kind: 'reject', reason: 'r', by: 'b' },
  { kind: 'withdraw' },
  { kind: 'contract', tenancy: 't' },
  { kind: 'time-passed', at: '2027-01-01T00:00:00.000Z' },
];
const ends: ReadonlySet<ApplicationStatus> = new Set([
  'contracted',
  'rejected',
  'withdrawn',
  'expired',
  'group-failed',
]);

describe('an application under any sequence of commands', () => {
  it('does what its table allows, refuses the rest by name, and stays where it ended', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...commands), { maxLength: 20 }), (sequence) => {
        let application: Application | undefined;
        const faults: string[] = [];
        for (const command of sequence) {
          const before = application;
          const facts = applicationDecider.decide(before, command);
          const isAllowed =
            command.kind === 'time-passed' || before === undefined
              ? undefined
              : applicationTransitions[before.status].includes(command.kind);
          if (isAllowed === facts instanceof AppError) faults.push(`${before?.status} ${command.kind}`);
          if (facts instanceof AppError) continue;
          application = facts.reduce<Application | undefined>(applicationDecider.evolve, before);
          if (before && ends.has(before.status) && application !== before)
            faults.push(`left ${before.status}`);
        }
        expect(faults).toEqual([]);
      }),
    );
  });

  it('has one deadline after which nothing is due any more', () => {
    const facts: ApplicationFact[] = [
      { kind: 'drafted', content, by: 'a', expiresAt: later },
      { kind: 'submitted', admission, reviewDueAt: later },
    ];
    const inReview = fold(applicationDecider, facts);
    const passed = applicationDecider.decide(inReview, { kind: 'time-passed', at: later });
    expect(passed).toEqual([{ kind: 'review-overdue' }]);
    const overdue = fold(applicationDecider, [...facts, ...(passed as ApplicationFact[])]);
    expect(applicationDecider.decide(overdue, { kind: 'time-passed', at: later })).toEqual([]);
  });
});

describe('a group under any sequence of what becomes of its members', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const rule = fc.oneof(
    fc.constant({ kind: 'all' as const }),
    fc.record({ kind: fc.constant('at-least' as const), members: fc.integer({ min: 2, max: 4 }) }),
  );
  const note = fc.record({
    kind: fc.constant('note' as const),
    application: fc.constantFrom(...ids),
    standing: fc.constantFrom('approved' as const, 'out' as const, 'open' as const),
  });

  it('holds with enough approved, fails when too few can be, and is dissolved when too few of them stay', () => {
    fc.assert(
      fc.property(rule, fc.array(note, { maxLength: 12 }), (given, notes) => {
        const give = (
          group: ApplicationGroup | undefined,
          command: GroupCommand,
        ): ApplicationGroup | undefined => {
          const facts = groupDecider.decide(group, command);
          return facts instanceof AppError
            ? group
            : facts.reduce<ApplicationGroup | undefined>(groupDecider.evolve, group);
        };
        const founded = give(undefined, { kind: 'found', park: 'p', name: 'n', rule: given, by: 'x' });
        const joined = ids.reduce(
          (group, application) => give(group, { kind: 'join', application, park: 'p' }),
          founded,
        );
        let group = give(joined, { kind: 'submit', reviewDueAt: later });
        const faults: string[] = [];
        for (const command of notes) {
          const before = group;
          group = give(before, command);
          if (!before || !group) throw new Error('the group is gone');
          const expected = statusBy(group, before.status);
          if (group.status !== expected) faults.push(`${group.status} instead of ${expected}`);
        }
        expect(faults).toEqual([]);
      }),
    );
  });
});

function statusBy(group: ApplicationGroup, before: ApplicationGroup['status']): ApplicationGroup['status'] {
  const standings = Object.values(group.members);
  const isEnough = standings.filter((one) => one === 'approved').length >= neededOf(group);
  if (before === 'held') return isEnough ? 'held' : 'dissolved';
  if (before !== 'in-review') return before;
  if (isEnough) return 'held';
  return standings.filter((one) => one !== 'out').length < neededOf(group) ? 'failed' : 'in-review';
}
