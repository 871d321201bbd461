import { AppError } from '@yuanqu/domain';
import { describe, expect, it } from 'vitest';
import { agreeOn } from '../operator-contracts.ts';
import type { OperatorContract } from '../operator.ts';
import { callCommands, callDecider, callTransitions } from './call-decider.ts';
import { leavePark } from './leave-park.ts';
import { type CallCommand, callStatuses, dueAtOf, type OperatorCall } from './operator-call.ts';
import {
  handoverCommands,
  type HandoverCommand,
  handoverDecider,
  handoverStatuses,
  handoverTransitions,
  type OperatorHandover,
} from './operator-handover.ts';

const call: CallCommand = {
  kind: 'call',
  park: 'software',
  words: '…',
  by: 'office',
  cause: 'clear-out',
  leaving: 'old',
  closesAt: '2026-12-31T16:00:00.000Z',
};
const apply = (operator: string, enteredBy = 'task-force'): CallCommand => ({
  kind: 'apply',
  operator,
  name: operator,
  words: '…',
  enteredBy,
  at: '2026-12-01T00:00:00.000Z',
});
const admit = (operator: string, by = 'leader'): CallCommand => ({
  kind: 'admit',
  operator,
  reason: '…',
  by,
  signBy: '2027-01-31T16:00:00.000Z',
});
const passed = (at: string): CallCommand => ({
  kind: 'time-passed',
  at,
  decideBy: '2027-01-15T16:00:00.000Z',
});
const closed = passed('2026-12-31T16:00:00.000Z');
const sign: CallCommand = {
  kind: 'contract',
  id: '019a4c3f-7d00-7000-8000-2f6a1c9b5e77',
  from: '2027-02-01T00:00:00.000Z',
};

/** Gives commands one after the other; the last one's answer and what all made of it. */
function after(...commands: readonly CallCommand[]) {
  let state: OperatorCall | undefined;
  let code: string | undefined;
  for (const command of commands) {
    const answer = callDecider.decide(state, command);
    code = answer instanceof AppError ? answer.code : undefined;
    if (!(answer instanceof AppError)) state = answer.reduce(callDecider.evolve, state);
  }
  return { state, code, status: state?.status };
}

describe('a call for operators', () => {
  it('is closed, decided by somebody who entered nothing of it, and ends with a contract', () => {
    expect(after(call, apply('a'), admit('a')).code).toBe('operator-call.not-now');
    expect(after(call, apply('a'), closed, admit('a', 'task-force')).code).toBe(
      'operator-call.own-application',
    );
    expect(after(call, apply('a'), closed, admit('a', 'office')).code).toBe('operator-call.own-call');
    expect(after(call, apply('a'), closed, admit('b')).code).toBe('operator-call.not-applied');
    expect(after(call, apply('a'), closed, admit('a'), sign).status).toBe('contracted');
  });

  it('takes each applicant once, and never the one that leaves', () => {
    expect(after(call, apply('a'), apply('a')).code).toBe('operator-call.applied-already');
    expect(after(call, apply('old')).code).toBe('operator-call.leaving');
    const gone: CallCommand = { kind: 'withdraw-application', operator: 'a', reason: '…' };
    expect(after(call, apply('a'), gone, closed).status).toBe('failed');
    expect(after(call, apply('a'), gone, apply('a'), closed).status).toBe('deciding');
  });

  it('goes back to the others when the admitted one does not sign, and fails without others', () => {
    const unsigned = passed('2027-01-31T16:00:00.000Z');
    expect(after(call, apply('a'), apply('b'), closed, admit('a'), unsigned)).toMatchObject({
      status: 'deciding',
      state: { applicants: [{ operator: 'a', withdrawn: '未签约' }, { operator: 'b' }] },
    });
    expect(after(call, apply('a'), closed, admit('a'), unsigned).status).toBe('failed');
  });

  it('that failed can be extended, to a later day only', () => {
    const extend = (closesAt: string): CallCommand => ({
      kind: 'extend',
      closesAt,
      reason: '…',
      at: '2027-01-01T00:00:00.000Z',
    });
    expect(after(call, closed, extend('2027-01-31T16:00:00.000Z')).status).toBe('open');
    expect(after(call, closed, extend('2026-12-31T16:00:00.000Z')).code).toBe('operator-call.closes-past');
  });

  it('is told when nobody decides it in time, once', () => {
    const late = after(call, apply('a'), closed, passed('2027-01-15T16:00:00.000Z')).state as OperatorCall;
    expect([late.overdue, dueAtOf(late)]).toEqual([true, undefined]);
  });

  it('is for the successor of whoever leaves meanwhile, once, and not for the one that leaves', () => {
    const { leaving: _, handover: __, ...opening } = call as Extract<CallCommand, { kind: 'call' }>;
    const vacancy: CallCommand = { ...opening, cause: 'vacancy' };
    const follow = {
      kind: 'follow',
      handover: 'h',
      leaving: 'a',
      cause: 'exit',
      decideBy: '2027-02-15T16:00:00.000Z',
    } as const;
    expect(after(vacancy, apply('a'), apply('b'), follow)).toMatchObject({
      status: 'open',
      state: { cause: 'exit', leaving: 'a', applicants: [{ withdrawn: '离场' }, { operator: 'b' }] },
    });
    expect(after(vacancy, apply('a'), apply('b'), closed, admit('a'), follow)).toMatchObject({
      status: 'deciding',
    });
    expect(after(vacancy, apply('a'), closed, admit('a'), follow).status).toBe('failed');
    expect(after(vacancy, follow, { ...follow, handover: 'i' }).state).toMatchObject({ handover: 'h' });
  });

  it('refuses by the table, in each status, everything that it does not name', () => {
    const base = after(call, apply('a')).state as OperatorCall;
    const oneOfEach: Readonly<Record<string, CallCommand>> = {
      extend: {
        kind: 'extend',
        closesAt: '2028-01-01T00:00:00.000Z',
        reason: 'r',
        at: '2027-01-01T00:00:00.000Z',
      },
      apply: apply('b'),
      'withdraw-application': { kind: 'withdraw-application', operator: 'a', reason: 'r' },
      admit: admit('a'),
      fail: { kind: 'fail', reason: 'r', by: 'leader' },
      contract: sign,
      withdraw: { kind: 'withdraw', reason: 'r' },
    };
    for (const status of callStatuses)
      for (const kind of callCommands) {
        const answer = callDecider.decide({ ...base, status }, oneOfEach[kind] as CallCommand);
        const notNow = answer instanceof AppError && answer.code === 'operator-call.not-now';
        expect([status, kind, notNow]).toEqual([status, kind, !callTransitions[status].includes(kind)]);
      }
  });
});

describe('a hand-over', () => {
  const open: Extract<HandoverCommand, { kind: 'open' }> = {
    kind: 'open',
    park: 'software',
    operator: 'old',
    operatorName: '旧',
    cause: {
      kind: 'clear-out',
      reason: '…',
      by: 'leader',
      lastDay: '2026-12-31',
      decidedAt: '2026-12-01T00:00:00.000Z',
    },
    outcome: 'ended',
    until: '2026-12-31T16:00:00.000Z',
    items: [
      { code: 'keys', zh: '钥匙', en: 'Keys' },
      { code: 'tasks', zh: '待办', en: 'Tasks', counts: 'tasks' },
    ],
    dueAt: '2027-01-07T16:00:00.000Z',
  };
  const item = (code: string): HandoverCommand => ({
    kind: 'do-item',
    code,
    words: '…',
    to: 'next',
    by: 'x',
    at: '2027-01-01T00:00:00.000Z',
  });
  const complete: HandoverCommand = {
    kind: 'complete',
    successor: 'next',
    passed: { clients: 1, 'open-cases': 2, tasks: 3 },
    by: 'x',
  };
  const handed = (...commands: readonly HandoverCommand[]) => {
    let state: OperatorHandover | undefined;
    let answer: ReturnType<typeof handoverDecider.decide> = [];
    for (const command of commands) {
      answer = handoverDecider.decide(state, command);
      if (!(answer instanceof AppError)) state = answer.reduce(handoverDecider.evolve, state);
    }
    return {
      state,
      answer,
      code: answer instanceof AppError ? answer.code : undefined,
      status: state?.status,
    };
  };

  it('is done when each line is, and somebody has taken over', () => {
    expect(handed(open, item('keys'), complete).code).toBe('operator-handover.items-missing');
    expect(handed(open, item('keys'), item('keys')).code).toBe('operator-handover.done-already');
    expect(handed(open, { kind: 'do-item', code: 'keys', words: '…', by: 'x', at: '2027-01-01' }).code).toBe(
      'operator-handover.no-successor',
    );
    expect(handed(open, item('cat')).code).toBe('operator-handover.unknown-item');
    const all = [open, item('keys'), item('tasks')];
    expect(
      handed(...all, {
        kind: 'complete',
        passed: complete.kind === 'complete' ? complete.passed : never(),
        by: 'x',
      }).code,
    ).toBe('operator-handover.no-successor');
    expect(handed(...all, complete).state).toMatchObject({
      status: 'done',
      successor: 'next',
      passed: { tasks: 3 },
    });
  });

  it('is opened once, however often the decision is told', () => {
    expect(handed(open, item('keys'), open).answer).toEqual([]);
  });

  it('is none when another operator has the park already', () => {
    const decided = { reason: '…', by: 'leader', lastDay: '2026-12-31', decidedAt: '2026-12-20T00:00:00Z' };
    const late = { ...open, outcome: 'over-already', successor: 'next' } as const;
    expect(handed({ ...late, cause: { kind: 'clear-out', ...decided } }).status).toBe('too-late');
    expect(handed({ ...late, cause: { kind: 'exit', reason: '…', by: 'x' } }).status).toBe('open');
    expect(handed({ ...open, outcome: 'over-already' }).status).toBe('open');
    expect(handed({ ...open, successor: 'next' }).status).toBe('open');
  });

  it('is due anew when it is known when the next operator comes', () => {
    const late: HandoverCommand = { kind: 'time-passed', at: '2027-01-07T16:00:00.000Z' };
    const plan: HandoverCommand = { kind: 'plan', dueAt: '2027-03-01T00:00:00.000Z', call: 'c' };
    const planned = handed(open, late, plan);
    expect(planned.state).toMatchObject({ dueAt: '2027-03-01T00:00:00.000Z', call: 'c' });
    expect(planned.state?.overdue).toBeUndefined();
    expect(handed(open, plan, plan).answer).toEqual([]);
    expect(handed(open, plan, late).answer).toEqual([]);
  });

  it('is told when it is not done in time, with what is missing, once', () => {
    const late: HandoverCommand = { kind: 'time-passed', at: '2027-01-07T16:00:00.000Z' };
    expect(handed(open, item('keys'), late).answer).toEqual([{ kind: 'overdue', missing: ['tasks'] }]);
    expect(handed(open, late, late).answer).toEqual([]);
  });

  it('refuses by the table, in each status, everything that it does not name', () => {
    const base = handed(open).state as OperatorHandover;
    for (const status of handoverStatuses)
      for (const kind of handoverCommands) {
        const answer = handoverDecider.decide(
          { ...base, status },
          kind === 'complete' ? complete : item('keys'),
        );
        const notNow = answer instanceof AppError && answer.code === 'operator-handover.not-now';
        expect([status, kind, notNow]).toEqual([status, kind, !handoverTransitions[status].includes(kind)]);
      }
  });
});

const never = () => {
  throw new Error('not a completion');
};

describe('leaving a park', () => {
  const end = new Date('2026-12-31T16:00:00Z');
  const contract = (operator: string, from: string, until?: string): OperatorContract => ({
    id: `${operator} ${from}`,
    operator,
    park: 'software',
    from: new Date(from),
    until: until === undefined ? undefined : new Date(until),
  });

  it.each([
    ['runs on', [contract('old', '2024-01-01T00:00:00Z')], 'ended', end, undefined, [end]],
    [
      'ends earlier anyhow',
      [contract('old', '2024-01-01T00:00:00Z', '2026-11-01T00:00:00Z')],
      'over-already',
      new Date('2026-11-01T00:00:00Z'),
      undefined,
      [],
    ],
    [
      'has gone to another',
      [
        contract('old', '2024-01-01T00:00:00Z', '2026-11-01T00:00:00Z'),
        contract('next', '2026-11-01T00:00:00Z'),
      ],
      'over-already',
      new Date('2026-11-01T00:00:00Z'),
      'next',
      [],
    ],
    ['was never there', [contract('next', '2024-01-01T00:00:00Z')], 'none', undefined, 'next', []],
    [
      'is renewed from a later day',
      [
        contract('old', '2024-01-01T00:00:00Z', '2027-06-01T00:00:00Z'),
        contract('old', '2027-06-01T00:00:00Z'),
      ],
      'ended',
      end,
      undefined,
      [end, new Date('2027-06-01T00:00:00Z')],
    ],
  ])('ends what is not over yet: one that %s', (_, contracts, outcome, until, successor, endings) => {
    const leaving = leavePark('old', end, contracts);
    expect({
      ...leaving,
      ...(leaving.successor && { successor: leaving.successor.operator }),
      endings: leaving.endings.map((ending) => ending.until),
    }).toEqual({
      outcome,
      endings,
      ...(until && { until }),
      ...(successor && { successor }),
    });
    // Whatever was carried out leaves nothing to be done a second time.
    const left = contracts.map((one) => ({
      ...one,
      until: leaving.endings.find((ending) => ending.contract.id === one.id)?.until ?? one.until,
    }));
    expect(leavePark('old', end, left).endings).toEqual([]);
  });

  it('leaves an annulled contract in nobody’s way', () => {
    const annulled = contract('old', '2027-06-01T00:00:00Z', '2027-06-01T00:00:00Z');
    const terms = { park: 'software', from: end, until: undefined };
    expect(agreeOn('next', terms, [annulled])).toMatchObject({ outcome: 'contracted' });
  });
});
