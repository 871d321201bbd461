import { AppError } from '@yuanqu/domain';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandsNow } from './commands-now.ts';
import { sagaOf } from './saga.ts';
import { standingDecider } from './standing-decider.ts';
import type { StandingCommand, StandingFact } from './standing-facts.ts';
import { standingCommands, standingTransitions } from './standing-transitions.ts';
import { dueAtOf, isOver, type Standing, standingStatuses, streakOf, waitsFor } from './standing.ts';

const terms: Standing['terms'] = {
  version: '2021.1',
  steps: [
    { poorMonths: 1, to: 'warned' },
    { poorMonths: 2, to: 'rectifying' },
    { poorMonths: 3, to: 'interview' },
    { poorMonths: 4, to: 'clear-out-proposed' },
  ],
  recovery: { goodMonths: 1, to: 'one-step' },
  days: {
    plan: 10,
    rectification: 20,
    interview: 10,
    appeal: 5,
    appealDecision: 10,
    decision: 10,
    handOver: 5,
  },
};
const open: StandingCommand = {
  kind: 'open',
  park: 'software',
  operator: 'op',
  operatorName: '演示运营',
  since: '2024-01-01T00:00:00.000Z',
  terms,
};
type Verdict = 'poor' | 'good' | 'not-judged';
const monthAt = (index: number) => `2026-${String(index + 1).padStart(2, '0')}`;
const publishedAt = (month: string) => `${month}-20T02:00:00.000Z`;
const judged = (month: string, verdict: Verdict, version = 1, at = publishedAt(month)): StandingCommand => ({
  kind: 'judge',
  judged: { month, version, verdict, rule: '2021.1', reason: { zh: '…', en: '…' } },
  terms,
  at,
});
/** A month each, from January on: P poor, G good, – not judged. */
const months = (text: string): readonly StandingCommand[] =>
  Array.from(text, (sign, index) =>
    judged(monthAt(index), sign === 'P' ? 'poor' : sign === 'G' ? 'good' : 'not-judged'),
  );
const passed = (at: string): StandingCommand => ({ kind: 'time-passed', at });

const contractKnown = (until: string | undefined, at: string): StandingCommand => ({
  kind: 'contract-known',
  ...(until !== undefined && { until }),
  at,
});

/** Gives commands one after the other; the last one's answer and what all made of it. */
function after(...commands: readonly StandingCommand[]) {
  let state: Standing | undefined;
  let answer: readonly StandingFact[] | AppError = [];
  for (const command of [open, ...commands]) {
    answer = standingDecider.decide(state, command);
    if (!(answer instanceof AppError)) state = answer.reduce(standingDecider.evolve, state);
  }
  const code = answer instanceof AppError ? answer.code : undefined;
  const kinds = answer instanceof AppError ? [] : answer.map(({ kind }) => kind);
  return { state, answer, code, kinds, status: state?.status };
}

describe('months in a row', () => {
  it.each([
    ['', 'good'],
    ['G', 'good'],
    ['P', 'warned'],
    ['PP', 'rectifying'],
    ['PPP', 'interview'],
    ['PPPP', 'clear-out-proposed'],
    ['PPPPP', 'clear-out-proposed'],
    ['PG', 'good'],
    ['PPG', 'warned'],
    ['PPGG', 'good'],
    ['PPPPG', 'interview'],
    ['P–P', 'rectifying'],
    ['–', 'good'],
    ['PPPGP', 'rectifying'],
    ['PPPGPPP', 'interview'],
  ])('%s leave an operator %s', (text, status) => {
    expect(after(...months(text)).status).toBe(status);
  });

  it('are counted once, however often they are told', () => {
    const { kinds, state } = after(...months('P'), judged('2026-01', 'poor'));
    expect([kinds, state?.months.length]).toEqual([[], 1]);
  });

  it.each([
    ['PPP', 0, 'good', 'rectifying'],
    ['PPP', 1, 'good', 'warned'],
    ['PPP', 2, 'good', 'rectifying'],
    ['P', 0, 'good', 'good'],
    ['GP', 0, 'poor', 'rectifying'],
    ['PG', 1, 'poor', 'rectifying'],
    ['PP', 0, 'poor', 'rectifying'],
  ] as const)(
    '%s, when month %i is %s in a new version, are judged again: %s',
    (text, index, verdict, status) => {
      const { state, answer } = after(
        ...months(text),
        judged(monthAt(index), verdict, 2, '2026-12-01T00:00:00.000Z'),
      );
      expect(state?.status).toBe(status);
      expect((answer as readonly StandingFact[])[0]).toMatchObject({ kind: 'judged-again', wasVersion: 1 });
      expect(state?.months[index]?.version).toBe(2);
    },
  );
});

describe('rectification', () => {
  const plan = {
    kind: 'submit-plan',
    words: '…',
    doneBy: '2026-03-20T16:00:00.000Z',
    by: 'operator',
    at: '2026-03-02T00:00:00.000Z',
  } as const;
  const accept = {
    kind: 'accept-rectification',
    words: '…',
    by: 'task-force',
    at: '2026-03-18T00:00:00.000Z',
  } as const;

  it('waits for a plan, and without one in time leads to the interview', () => {
    const { state } = after(...months('PP'));
    expect(state?.deadline).toEqual({ kind: 'plan', dueAt: '2026-03-06T16:00:00.000Z' });
    expect(waitsFor(state as Standing)).toMatchObject({ who: 'park-operator', what: 'submit-plan' });
    const late = after(...months('PP'), passed('2026-03-10T16:00:00.000Z'));
    expect([late.kinds, late.status]).toEqual([['overdue', 'stepped'], 'interview']);
  });

  it('with a plan is due on the day that the plan names, which has its limit', () => {
    expect(after(...months('PP'), plan).state?.deadline).toEqual({
      kind: 'rectification',
      dueAt: plan.doneBy,
    });
    expect(after(...months('PP'), { ...plan, doneBy: '2026-05-01T00:00:00.000Z' }).code).toBe(
      'standing.done-by-outside',
    );
    expect(after(...months('PP'), plan, plan).code).toBe('standing.plan-there');
    expect(after(...months('PP'), plan, passed(plan.doneBy)).status).toBe('interview');
  });

  it('is accepted by somebody else, which is a way back', () => {
    expect(after(...months('PP'), accept).code).toBe('standing.no-plan');
    expect(after(...months('PP'), plan, { ...accept, by: 'operator' }).code).toBe('standing.own-plan');
    const { state } = after(...months('PP'), plan, accept);
    expect([state?.status, state?.plan, state?.deadline]).toEqual(['warned', undefined, undefined]);
  });

  it('a plan that was returned is to be submitted again', () => {
    const returned = {
      kind: 'return-plan',
      reason: '…',
      by: 'task-force',
      at: '2026-03-03T00:00:00.000Z',
    } as const;
    expect(after(...months('PP'), plan, returned).state).toMatchObject({
      status: 'rectifying',
      deadline: { kind: 'plan', dueAt: '2026-03-17T16:00:00.000Z' },
    });
    expect(after(...months('PP'), plan, returned, plan).kinds).toEqual(['plan-submitted']);
  });
});

describe('a clear-out', () => {
  const at = '2026-06-01T02:00:00.000Z';
  const interview = { kind: 'hold-interview', minutes: '…', by: 'office', at } as const;
  const propose = { kind: 'propose-clear-out', reason: '…', by: 'office', at } as const;
  const decide = {
    kind: 'decide-clear-out',
    lastDay: '2026-07-31',
    reason: '…',
    by: 'leader',
    at: '2026-06-10T00:00:00.000Z',
  } as const;
  const decided = [...months('PPPP'), decide];

  it('is proposed by a person after the interview only, and decided by another one', () => {
    expect(after(...months('PPP'), propose).code).toBe('standing.no-interview');
    expect(after(...months('PPP'), interview, propose, { ...decide, by: 'office' }).code).toBe(
      'standing.own-proposal',
    );
    expect(after(...months('PPP'), interview, propose, decide).status).toBe('clear-out-decided');
  });

  it('is not decided before the operator could appeal, nor for a day that is over', () => {
    expect(
      after(...months('PPP'), interview, propose, { ...decide, at: '2026-06-03T00:00:00.000Z' }).code,
    ).toBe('standing.too-early');
    expect(after(...months('PPPP'), { ...decide, lastDay: '2026-06-09' }).code).toBe(
      'standing.last-day-past',
    );
  });

  it('that is dropped leads back to where it came from', () => {
    const drop = { kind: 'drop-clear-out', reason: '…', by: 'leader', at } as const;
    expect(after(...months('PPP'), interview, propose, { ...drop, by: 'office' }).code).toBe(
      'standing.own-proposal',
    );
    const { state } = after(...months('PPP'), interview, propose, drop);
    expect([state?.status, state?.proposal, state?.interview?.by]).toEqual([
      'interview',
      undefined,
      'office',
    ]);
  });

  it('is over with the last day, however early intake has set the end of the contract', () => {
    const until = '2026-07-31T16:00:00.000Z';
    const answered = [...decided, contractKnown(until, '2026-06-10T00:01:00.000Z')] as const;
    const waiting = after(...answered, passed('2026-07-31T15:59:59.999Z')).state as Standing;
    expect([waiting.status, dueAtOf(waiting)]).toEqual(['clear-out-decided', until]);
    expect(waitsFor(waiting)).toEqual({ who: 'park-operator', what: 'leave-park', dueAt: until });
    expect(sagaOf(waiting, []).at(-1)).toEqual({
      step: 'contract-ended',
      service: 'intake',
      state: 'now',
      dueAt: until,
    });
    const { state } = after(...answered, passed(until));
    expect(state).toMatchObject({ status: 'cleared-out', endedOn: until });
    expect(dueAtOf(state as Standing)).toBeUndefined();
    expect(after(...decided, contractKnown(until, '2026-08-01T00:00:00.000Z')).status).toBe('cleared-out');
  });

  it('that comes when the contract has ended already finds an operator that has left', () => {
    expect(
      after(...decided, contractKnown('2026-06-09T00:00:00.000Z', '2026-06-10T00:01:00.000Z')).status,
    ).toBe('left');
    const leaves = after(...decided, contractKnown('2026-06-30T16:00:00.000Z', '2026-06-10T00:01:00.000Z'));
    expect(leaves.status).toBe('clear-out-decided');
    expect(
      after(
        ...decided,
        contractKnown('2026-06-30T16:00:00.000Z', '2026-06-10T00:01:00.000Z'),
        passed('2026-06-30T16:00:00.000Z'),
      ).status,
    ).toBe('left');
  });

  it('does not take an end that was agreed on long before for intake’s answer', () => {
    const agreed = contractKnown('2026-12-31T16:00:00.000Z', '2026-01-01T00:00:00.000Z');
    const repeated = contractKnown('2026-12-31T16:00:00.000Z', '2026-06-10T00:01:00.000Z');
    expect(after(agreed, ...decided, repeated).status).toBe('clear-out-decided');
  });

  it('is told when intake does not answer in time, once', () => {
    const { state, kinds } = after(...decided, passed('2026-08-07T16:00:00.000Z'));
    expect([kinds, state?.status]).toEqual([['overdue'], 'clear-out-decided']);
    expect(
      after(...decided, passed('2026-08-07T16:00:00.000Z'), passed('2026-08-08T16:00:00.000Z')).kinds,
    ).toEqual([]);
  });

  it('that was decided is not undone by a good month', () => {
    expect(after(...months('PPPP'), decide, judged('2026-05', 'good')).status).toBe('clear-out-decided');
  });
});

describe('an appeal', () => {
  const appeal = {
    kind: 'appeal',
    words: '…',
    evidence: [{ name: '台账', where: 'https://example.test/1' }],
    by: 'operator',
    at: '2026-02-23T02:00:00.000Z',
  } as const;
  const decide = (upheld: boolean, at = '2026-03-02T02:00:00.000Z', by = 'assessor') =>
    ({ kind: 'decide-appeal', upheld, reason: '…', by, at }) as const;
  const inTime = [...months('PP'), appeal];

  it('comes in time, one at a time, and is decided by somebody else', () => {
    expect(after(...months('PP'), { ...appeal, at: '2026-03-05T00:00:00.000Z' }).code).toBe(
      'standing.appeal-too-late',
    );
    expect(after(...inTime, { ...appeal, at: '2026-02-24T00:00:00.000Z' }).code).toBe('standing.appeal-open');
    expect(after(...inTime, decide(true, undefined, 'operator')).code).toBe('standing.own-appeal');
    expect(after(...months('PP'), decide(true)).code).toBe('standing.no-appeal');
    expect(after(...inTime, decide(false), { ...appeal, at: '2026-03-02T03:00:00.000Z' }).code).toBe(
      'standing.appeal-too-late',
    );
  });

  it('stops the deadlines, which go on with the working days that were left', () => {
    expect(dueAtOf(after(...inTime).state as Standing)).toBe('2026-03-06T16:00:00.000Z');
    const { state } = after(...inTime, decide(false));
    // Ten were left on 23 February, a holiday: up to 6 March, with the Saturday worked in exchange.
    expect(state?.deadline).toEqual({ kind: 'plan', dueAt: '2026-03-16T16:00:00.000Z' });
    expect(state?.frozenAt).toBeUndefined();
  });

  it('that is upheld excuses the month and takes its step back', () => {
    const { state } = after(...inTime, decide(true));
    expect([state?.status, state?.months.map(({ verdict }) => verdict)]).toEqual([
      'warned',
      ['poor', 'excused'],
    ]);
    expect(after(...inTime, decide(true), judged('2026-03', 'poor')).status).toBe('rectifying');
  });

  it('lets the months that came meanwhile count once it is decided', () => {
    const open = [
      ...months('PP'),
      { ...appeal, at: '2026-02-23T02:00:00.000Z' },
      judged('2026-03', 'poor'),
    ] as const;
    expect(after(...open).status).toBe('rectifying');
    expect(after(...open, decide(false, '2026-03-25T00:00:00.000Z')).status).toBe('interview');
    expect(after(...open, decide(true, '2026-03-25T00:00:00.000Z')).status).toBe('rectifying');
  });

  it('is told when nobody decides it in time, and stays open', () => {
    const { kinds, state } = after(...inTime, passed('2026-03-09T16:00:00.000Z'));
    expect([kinds, state?.appeal?.told]).toEqual([['overdue'], true]);
  });

  it('against a missed deadline leads back to before it', () => {
    const missed = [...months('PP'), passed('2026-03-10T16:00:00.000Z')];
    expect(
      after(
        ...missed,
        { ...appeal, at: '2026-03-12T00:00:00.000Z' },
        decide(true, '2026-03-13T00:00:00.000Z'),
      ).state,
    ).toMatchObject({
      status: 'rectifying',
      deadline: { kind: 'plan' },
    });
  });
});

describe('a pause', () => {
  const pause = {
    kind: 'pause',
    reason: '台风停工',
    untilDay: '2026-04-30',
    by: 'office',
    at: '2026-03-02T00:00:00.000Z',
  } as const;

  it('holds deadlines and months until its day, and then everything goes on', () => {
    const paused = [...months('PP'), pause, judged('2026-03', 'poor')];
    expect(after(...paused, passed('2026-04-01T00:00:00.000Z')).status).toBe('rectifying');
    const { state, kinds } = after(...paused, passed('2026-04-30T16:00:00.000Z'));
    expect(kinds).toEqual(['resumed', 'deadlines-moved']);
    expect(state).toMatchObject({
      status: 'rectifying',
      deadline: { kind: 'plan', dueAt: '2026-05-09T16:00:00.000Z' },
    });
    expect(state?.months.map(({ verdict }) => verdict)).toEqual(['poor', 'poor', 'paused']);
    expect(streakOf(state?.months ?? [])).toEqual({ poor: 2, good: 0 });
  });

  it('can be ended earlier, and lets nothing else be done', () => {
    expect(commandsNow(after().state as Standing)).toEqual(['pause']);
    expect(commandsNow(after(...months('PP'), pause).state as Standing)).toEqual(['resume']);
    expect(after(...months('P'), pause, { ...pause }).code).toBe('standing.paused');
    expect(
      after(...months('PP'), pause, {
        kind: 'submit-plan',
        words: '…',
        doneBy: '2026-03-20T00:00:00.000Z',
        by: 'op',
        at: '2026-03-03T00:00:00.000Z',
      }).code,
    ).toBe('standing.paused');
    expect(
      after(pause, { kind: 'resume', reason: '…', by: 'office', at: '2026-03-05T00:00:00.000Z' }).state
        ?.pause,
    ).toBeUndefined();
    expect(after({ ...pause, untilDay: '2026-03-01' }).code).toBe('standing.pause-past');
  });
});

it('ends when the contract does', () => {
  const until = '2026-06-30T16:00:00.000Z';
  const known: StandingCommand = { kind: 'contract-known', until, at: '2026-01-01T00:00:00.000Z' };
  expect(dueAtOf(after(known).state as Standing)).toBe(until);
  expect(after(known, passed(until)).state).toMatchObject({ status: 'left', endedOn: until });
  expect(after(known, { kind: 'contract-known', at: '2026-05-01T00:00:00.000Z' }, passed(until)).status).toBe(
    'good',
  );
  expect(after(known, passed(until), judged('2026-08', 'poor')).kinds).toEqual([]);
});

const at = '2026-06-01T00:00:00.000Z';
const evidence = [{ name: 'n', where: 'w' }];
const oneOfEach: Readonly<Record<string, StandingCommand>> = {
  'submit-plan': { kind: 'submit-plan', words: 'w', doneBy: '2026-06-10T00:00:00.000Z', by: 'operator', at },
  'return-plan': { kind: 'return-plan', reason: 'r', by: 'force', at },
  'accept-rectification': { kind: 'accept-rectification', words: 'w', by: 'force', at },
  'hold-interview': { kind: 'hold-interview', minutes: 'm', by: 'office', at },
  'propose-clear-out': { kind: 'propose-clear-out', reason: 'r', by: 'office', at },
  'drop-clear-out': { kind: 'drop-clear-out', reason: 'r', by: 'leader', at },
  'decide-clear-out': { kind: 'decide-clear-out', lastDay: '2026-07-31', reason: 'r', by: 'leader', at },
  appeal: { kind: 'appeal', words: 'w', evidence, by: 'operator', at },
  'decide-appeal': { kind: 'decide-appeal', upheld: true, reason: 'r', by: 'assessor', at },
  pause: { kind: 'pause', reason: 'r', untilDay: '2026-06-30', by: 'office', at },
  resume: { kind: 'resume', reason: 'r', by: 'office', at },
};

it('refuses by the table, in each status, everything that it does not name', () => {
  const base = after(...months('PP')).state as Standing;
  for (const status of standingStatuses)
    for (const kind of standingCommands) {
      const answer = standingDecider.decide({ ...base, status }, oneOfEach[kind] as StandingCommand);
      const notNow = answer instanceof AppError && answer.code === 'standing.not-now';
      expect([status, kind, notNow]).toEqual([status, kind, !standingTransitions[status].includes(kind)]);
    }
});

it('after any commands always moves on when it is due, and nobody is cleared out without a person who did not propose it', () => {
  const instant = fc
    .integer({ min: 0, max: 720 })
    .map((days) => new Date(Date.UTC(2026, 0, 1) + days * 86_400_000).toISOString());
  const dated = fc
    .tuple(
      fc.constantFrom(...Object.values(oneOfEach)),
      instant,
      fc.constantFrom('office', 'leader', 'assessor'),
    )
    .map(([command, at, by]) => Object.assign({ ...command }, { at }, 'by' in command ? { by } : {}));
  const month = fc.tuple(
    fc.integer({ min: 0, max: 11 }),
    fc.constantFrom<Verdict>('poor', 'poor', 'poor', 'good', 'not-judged'),
    fc.integer({ min: 1, max: 3 }),
    instant,
  );
  const anyCommand = fc.oneof(
    dated,
    month.map(([index, verdict, version, when]) => judged(monthAt(index), verdict, version, when)),
    instant.map(passed),
    fc
      .tuple(fc.option(instant, { nil: undefined }), instant)
      .map(([until, when]) => contractKnown(until, when)),
  );
  fc.assert(
    fc.property(fc.array(anyCommand, { maxLength: 40 }), instant, (commands, now) => {
      const { state } = after(...commands, passed(now));
      if (!state) throw new Error('no state');
      const dueAt = dueAtOf(state);
      expect(dueAt === undefined || dueAt > now).toBe(true);
      expect(isOver(state) ? dueAt : undefined).toBeUndefined();
      expect(state.frozenAt !== undefined).toBe(state.pause !== undefined || state.appeal !== undefined);
      const isDecided = state.status === 'cleared-out' || state.status === 'clear-out-decided';
      const decider = state.clearOut?.by;
      const possible: readonly string[] = commandsNow(state);
      const unlisted = Object.entries(oneOfEach).filter(
        ([kind, command]) =>
          !possible.includes(kind) && !(standingDecider.decide(state, command) instanceof AppError),
      );
      expect(unlisted).toEqual([]);
      expect(!isDecided || (decider !== undefined && decider !== state.proposal?.by)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
}, 30_000);
