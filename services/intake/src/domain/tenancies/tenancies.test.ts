import { AppError } from '@yuanqu/domain';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TenancyCommand, TenancyFact } from './tenancy-facts.ts';
import { tenancyCommands, tenancyTransitions } from './tenancy-transitions.ts';
import { tenancyDecider } from './tenancy-decider.ts';
import { dueAtOf, isOpen, legalStatusOf, type Tenancy, tenancyStatuses } from './tenancy.ts';

const units = [{ id: '019a4c3f-7d00-7000-8000-2f6a1c9b5e77', code: 'A-0101', areaM2: 100 }];
const intend: TenancyCommand = {
  kind: 'intend',
  park: 'software',
  tenant: { name: '演示' },
  units,
  intentUntil: '2026-12-10T16:00:00.000Z',
  by: 'operator',
};
const sign: TenancyCommand = {
  kind: 'sign',
  terms: { from: '2026-12-01', until: '2027-11-30', rentFen: '4500' },
  at: '2026-11-27T04:00:00.000Z',
};
const notice: TenancyCommand = {
  kind: 'give-notice',
  reason: '不符合园区定位',
  by: 'task-force',
  hearingUntil: '2027-01-08T16:00:00.000Z',
  leaveBy: '2027-01-22T16:00:00.000Z',
};
const passed = (at: string): TenancyCommand => ({ kind: 'time-passed', at });

/** Gives commands one after the other; the last one's answer and what all made of it. */
function after(...commands: readonly TenancyCommand[]) {
  let state: Tenancy | undefined;
  let answer: readonly TenancyFact[] | AppError = [];
  for (const command of commands) {
    answer = tenancyDecider.decide(state, command);
    if (!(answer instanceof AppError)) state = answer.reduce(tenancyDecider.evolve, state);
  }
  return { state, answer, code: answer instanceof AppError ? answer.code : undefined };
}

const inForce = [intend, sign, passed('2026-11-30T16:00:00.000Z')];

describe('a tenancy', () => {
  it('is intended, signed, begins and ends with its term, and is told ahead of its end', () => {
    expect(after(...inForce).state?.status).toBe('in-force');
    const { answer, state } = after(...inForce, passed('2027-09-20T00:00:00.000Z'));
    expect(answer).toEqual([{ kind: 'expiring', days: 90 }]);
    expect(dueAtOf(state as Tenancy)).toBe('2027-09-30T16:00:00.000Z');
    expect(after(...inForce, passed('2027-11-10T00:00:00.000Z')).answer).toEqual([
      { kind: 'expiring', days: 30 },
    ]);
    expect(after(...inForce, passed('2027-11-30T16:00:00.000Z')).answer).toEqual([
      { kind: 'ended', how: 'term', on: '2027-11-30' },
    ]);
  });

  it('lapses when nothing is signed', () => {
    expect(after(intend, passed('2026-12-10T16:00:00.000Z')).state?.status).toBe('lapsed');
  });

  it('signed for a past day begins at once', () => {
    const terms = { from: '2026-11-01', until: '2027-10-31', rentFen: '1' };
    expect(after(intend, { ...sign, terms }).state?.status).toBe('in-force');
    expect(after(intend, { ...sign, terms: { ...terms, until: '2026-11-26' } }).code).toBe(
      'tenancy.term-backwards',
    );
  });

  it('is told of its end anew once it was renewed', () => {
    const { state } = after(...inForce, passed('2027-11-10T00:00:00.000Z'), {
      kind: 'renew',
      until: '2028-11-30',
      today: '2027-11-10',
    });
    expect(state).toMatchObject({ terms: { until: '2028-11-30' }, status: 'in-force' });
    expect(dueAtOf(state as Tenancy)).toBe('2028-08-31T16:00:00.000Z');
    const renew = { kind: 'renew', today: '2027-11-10' } as const;
    expect(after(...inForce, { ...renew, until: '2027-11-30' }).code).toBe('tenancy.not-longer');
    expect(after(...inForce, { ...renew, until: '2047-11-10' }).code).toBeUndefined();
    expect(after(...inForce, { ...renew, until: '2047-11-11' }).code).toBe('tenancy.term-too-long');
  });

  it('ends early at the end of the day that was agreed on', () => {
    const exit = { kind: 'exit', on: '2027-03-31', reason: '搬迁', today: '2027-03-01' } as const;
    expect(after(...inForce, exit).state?.status).toBe('in-force');
    expect(after(...inForce, exit, passed('2027-03-31T16:00:00.000Z')).state?.ended).toEqual({
      how: 'early',
      on: '2027-03-31',
    });
    expect(after(...inForce, { ...exit, today: '2027-04-02' }).state?.status).toBe('ended');
  });

  it('never ends before it began; one that has not begun is given up on its first day', () => {
    const exit = { kind: 'exit', reason: '搬迁', today: '2026-11-28' } as const;
    expect(after(...inForce, { ...exit, on: '2026-11-30' }).code).toBe('tenancy.before-start');
    expect(after(intend, sign, { ...exit, on: '2026-11-28' }).code).toBe('tenancy.before-start');
    expect(after(intend, sign, { ...exit, on: '2026-12-01' }).state).toMatchObject({
      status: 'ended',
      ended: { how: 'early', on: '2026-12-01' },
    });
  });

  it.each([
    ['before its units exist', '2026-05-31', '2027-05-31', 'tenancy.before-units'],
    ['more than three years ahead', '2029-11-28', '2030-11-30', 'tenancy.too-far-ahead'],
    ['for more than twenty years', '2026-12-01', '2046-12-01', 'tenancy.term-too-long'],
    ['for twenty years', '2026-12-01', '2046-11-30', undefined],
  ])('%s: from %s until %s', (_, from, until, code) => {
    const units2026 = units.map((unit) => Object.assign({ since: '2026-06-01' }, unit));
    const terms = { from, until, rentFen: '4500' };
    expect(after({ ...intend, units: units2026 }, { ...sign, terms }).code).toBe(code);
  });
});

describe('a clear-out', () => {
  const cleared = { kind: 'clear-out', at: '2027-01-09T00:00:00.000Z', today: '2027-01-09' } as const;
  const decideBy = '2027-01-19T16:00:00.000Z';
  const asked = { kind: 'ask-hearing', statement: '…', at: '2027-01-05T00:00:00.000Z', decideBy } as const;
  const decided = { kind: 'decide-hearing', result: 'upheld', reason: '…', by: 'office' } as const;

  it('waits until nobody can ask for a hearing any more', () => {
    expect(after(...inForce, notice, { ...cleared, at: '2027-01-07T00:00:00.000Z' }).code).toBe(
      'tenancy.too-early',
    );
    expect(after(...inForce, notice, cleared).state?.ended?.how).toBe('cleared-out');
    expect(after(...inForce, notice, { ...asked, at: '2027-01-09T00:00:00.000Z' }).code).toBe(
      'tenancy.hearing-too-late',
    );
  });

  it('whose hearing is not decided in time is told of once', () => {
    const passed = { kind: 'time-passed', at: decideBy } as const;
    const { answer, state } = after(...inForce, notice, asked, passed);
    expect(answer).toContainEqual({ kind: 'hearing-overdue' });
    expect(state?.clearOut).toMatchObject({ hearingDecideBy: decideBy, hearingOverdue: true });
    expect(after(...inForce, notice, asked, passed, passed).answer).toEqual([]);
    expect(after(...inForce, notice, asked, decided, passed).answer).not.toContainEqual({
      kind: 'hearing-overdue',
    });
  });

  it('waits for a hearing, which somebody else than the one who gave notice decides', () => {
    expect(after(...inForce, notice, asked, cleared).code).toBe('tenancy.hearing-open');
    expect(after(...inForce, notice, asked, { ...decided, by: 'task-force' }).code).toBe(
      'tenancy.own-notice',
    );
    expect(after(...inForce, notice, asked, decided, cleared).state?.status).toBe('ended');
    const dropped = after(...inForce, notice, asked, { ...decided, result: 'dropped' }).state;
    expect([dropped?.status, dropped?.clearOut]).toEqual(['in-force', undefined]);
  });

  it('is told when its deadline passes, once, and goes on', () => {
    const { answer, state } = after(...inForce, notice, passed('2027-01-22T16:00:00.000Z'));
    expect(answer).toEqual([{ kind: 'clear-out-overdue' }]);
    expect(state?.status).toBe('clearing-out');
    expect(
      after(...inForce, notice, passed('2027-01-22T16:00:00.000Z'), passed('2027-01-23T00:00:00.000Z'))
        .answer,
    ).toEqual([]);
  });
});

it('refuses by the table, in each status, everything that it does not name', () => {
  const commands: Readonly<Record<string, TenancyCommand>> = {
    sign,
    change: { kind: 'change', reason: 'r' },
    renew: { kind: 'renew', until: '2030-01-01', today: '2027-01-01' },
    assign: { kind: 'assign', tenant: { name: 'x' }, application: 'a', reason: 'r' },
    exit: { kind: 'exit', on: '2027-02-01', reason: 'r', today: '2027-01-01' },
    'give-notice': notice,
    'ask-hearing': {
      kind: 'ask-hearing',
      statement: 's',
      at: '2027-01-01T00:00:00.000Z',
      decideBy: '2027-01-15T00:00:00.000Z',
    },
    'decide-hearing': { kind: 'decide-hearing', result: 'upheld', reason: 'r', by: 'x' },
    'clear-out': { kind: 'clear-out', at: '2027-02-01T00:00:00.000Z', today: '2027-02-01' },
    withdraw: { kind: 'withdraw', reason: 'r' },
  };
  const [base] = [after(...inForce, notice).state as Tenancy];
  for (const status of tenancyStatuses)
    for (const kind of tenancyCommands) {
      const answer = tenancyDecider.decide({ ...base, status }, commands[kind] as TenancyCommand);
      const notNow = answer instanceof AppError && answer.code === 'tenancy.not-now';
      expect([status, kind, notNow]).toEqual([status, kind, !tenancyTransitions[status].includes(kind)]);
    }
});

it('after any commands holds its units exactly while it is open, and always moves on when it is due', () => {
  const day = fc
    .integer({ min: 0, max: 500 })
    .map((days) => new Date(Date.UTC(2026, 10, 27) + days * 86_400_000));
  const text = (date: Date) => date.toISOString();
  const dayText = (date: Date) => text(date).slice(0, 10);
  const anyCommand: fc.Arbitrary<TenancyCommand> = fc.oneof(
    fc.constant(intend),
    fc.tuple(day, day, day).map(
      ([from, until, at]): TenancyCommand => ({
        kind: 'sign',
        terms: { from: dayText(from), until: dayText(until), rentFen: '1' },
        at: text(at),
      }),
    ),
    day.map((until): TenancyCommand => ({ kind: 'renew', until: dayText(until), today: '2026-11-27' })),
    fc.tuple(day, day).map(
      ([on, today]): TenancyCommand => ({
        kind: 'exit',
        on: dayText(on),
        reason: 'r',
        today: dayText(today),
      }),
    ),
    fc.tuple(day, day).map(
      ([hearing, leave]): TenancyCommand => ({
        kind: 'give-notice',
        reason: 'r',
        by: 'task-force',
        hearingUntil: text(hearing),
        leaveBy: text(leave),
      }),
    ),
    day.map(
      (at): TenancyCommand => ({ kind: 'ask-hearing', statement: 's', at: text(at), decideBy: text(at) }),
    ),
    fc.constantFrom<TenancyCommand>(
      { kind: 'decide-hearing', result: 'upheld', reason: 'r', by: 'x' },
      { kind: 'decide-hearing', result: 'dropped', reason: 'r', by: 'x' },
      { kind: 'withdraw', reason: 'r' },
    ),
    day.map((at): TenancyCommand => ({ kind: 'clear-out', at: text(at), today: dayText(at) })),
    day.map((at) => passed(text(at))),
  );
  fc.assert(
    fc.property(fc.array(anyCommand, { maxLength: 20 }), day, (commands, now) => {
      const { state } = after(...commands, passed(text(now)));
      if (!state) return;
      expect(legalStatusOf(state) === 'vacant').toBe(!isOpen(state));
      const dueAt = dueAtOf(state);
      expect(dueAt === undefined || dueAt > text(now)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
