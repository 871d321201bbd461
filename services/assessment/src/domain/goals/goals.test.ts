import { AppError, type Month } from '@yuanqu/domain';
import { givenFor } from '@yuanqu/testing';
import { describe, expect, it } from 'vitest';
import type { GoalFact, GoalStatus } from './goal.ts';
import { goalStatuses, goalTransitions } from './goal.ts';
import { goalDecider } from './goal-decider.ts';
import { checkValue, type GoalMeasure, valueText } from './goal-measures.ts';
import { type MonthReport, reportedTotal } from './reported-total.ts';
import { goalPeriod } from './goal-period.ts';
import { goalProgress } from './goal-progress.ts';

const proposal = {
  park: 'software',
  measure: 'occupancy-rate' as const,
  value: 0.75,
  period: '2026-11',
  beginsAt: '2026-10-31T16:00:00.000Z',
  endsAt: '2026-11-30T16:00:00.000Z',
  judgedAt: '2026-12-02T16:00:00.000Z',
  why: '年底前突破',
  by: 'force',
};
const proposed: GoalFact = { kind: 'proposed', ...proposal };
const agreed: GoalFact = { kind: 'agreed', by: 'office' };
const at = '2026-11-10T00:00:00.000Z';
const given = givenFor(goalDecider);

describe('a goal', () => {
  it('is proposed, and agreed on by another person', () => {
    given([])
      .when({ kind: 'propose', at, ...proposal })
      .then([proposed]);
    given([proposed]).when({ kind: 'agree', by: 'office', at }).then([agreed]);
    given([proposed]).when({ kind: 'agree', by: 'force', at }).then({ code: 'goal.own-proposal' });
    given([proposed]).when({ kind: 'decline', by: 'force', reason: '…' }).then({ code: 'goal.own-proposal' });
  });

  it('is for a period that is not over', () => {
    const late = '2026-12-01T00:00:00.000Z';
    given([])
      .when({ kind: 'propose', ...proposal, at: late })
      .then({ code: 'goal.period-over' });
    given([proposed]).when({ kind: 'agree', by: 'office', at: late }).then({ code: 'goal.period-over' });
    given([proposed])
      .when({ kind: 'time-passed', at: late })
      .then([{ kind: 'lapsed' }]);
    given([proposed]).when({ kind: 'time-passed', at }).then([]);
  });

  it('is withdrawn by who proposed it alone', () => {
    given([proposed])
      .when({ kind: 'withdraw', by: 'force' })
      .then([{ kind: 'withdrawn' }]);
    given([proposed]).when({ kind: 'withdraw', by: 'office' }).then({ code: 'goal.not-yours' });
  });

  it.each([
    [0.75, { outcome: 'met' as const, reached: 0.75 }],
    [0.7499, { outcome: 'missed' as const, reached: 0.7499 }],
    [undefined, { outcome: 'unmeasured' as const }],
  ])('is judged once its time has come: %s', (reached, closed) => {
    const judge = { kind: 'judge' as const, ...(reached !== undefined && { reached }) };
    given([proposed, agreed])
      .when({ ...judge, at: proposal.judgedAt })
      .then([{ kind: 'closed', ...closed }]);
    given([proposed, agreed])
      .when({ ...judge, at: proposal.endsAt })
      .then([]);
    given([proposed, agreed, { kind: 'closed', ...closed }])
      .when({ ...judge, at: proposal.judgedAt })
      .then([]);
  });

  const wanted = { value: 0.7, why: '大客户退租', by: 'force', side: 'park' as const };
  const changing: GoalFact = { kind: 'change-proposed', change: wanted };

  it('that is agreed on is changed when the other side agrees, and given up in the same way', () => {
    const { why: reason } = wanted;
    const agree = { kind: 'agree-change' as const, by: 'office', side: 'office' as const, at };
    given([proposed, agreed])
      .when({ kind: 'change', ...wanted, at })
      .then([changing]);
    given([proposed, agreed, changing])
      .when(agree)
      .then([{ kind: 'changed', by: 'office', value: 0.7, was: 0.75, reason }]);
    const { value: _, ...without } = wanted;
    given([proposed, agreed, { kind: 'change-proposed', change: without }])
      .when(agree)
      .then([{ kind: 'given-up', by: 'office', reason }]);
    given([proposed, agreed, changing, { kind: 'changed', by: 'office', value: 0.7, was: 0.75, reason }])
      .when({ kind: 'judge', at: proposal.judgedAt, reached: 0.72 })
      .then([{ kind: 'closed', outcome: 'met', reached: 0.72 }]);
    // What nobody agreed to in time changes nothing.
    given([proposed, agreed, changing])
      .when({ kind: 'judge', at: proposal.judgedAt, reached: 0.72 })
      .then([{ kind: 'closed', outcome: 'missed', reached: 0.72 }]);
  });

  it('is not changed by one side, by who proposed it, twice at once, to the same, or too late', () => {
    const late = '2026-12-01T00:00:00.000Z';
    const change = { kind: 'change' as const, ...wanted, at };
    const agree = { kind: 'agree-change' as const, by: 'office', side: 'office' as const, at };
    const open = given([proposed, agreed, changing]);
    open.when({ ...agree, by: 'second', side: 'park' }).then({ code: 'goal.same-side' });
    open.when({ ...agree, by: 'force' }).then({ code: 'goal.own-proposal' });
    open.when({ ...agree, at: late }).then({ code: 'goal.period-over' });
    open.when(change).then({ code: 'goal.change-there' });
    open
      .when({ kind: 'decline-change', by: 'office', side: 'office', reason: '…', at })
      .then([{ kind: 'change-declined', by: 'office', reason: '…', change: wanted }]);
    open.when({ kind: 'withdraw-change', by: 'office', at }).then({ code: 'goal.not-yours' });
    open.when({ kind: 'withdraw-change', by: 'force', at }).then([{ kind: 'change-withdrawn' }]);
    given([proposed, agreed]).when(agree).then({ code: 'goal.no-change' });
    given([proposed, agreed])
      .when({ ...change, value: 0.75 })
      .then({ code: 'goal.same-value' });
    given([proposed, agreed])
      .when({ ...change, value: 7 })
      .then({ code: 'goal.impossible-value' });
    given([proposed, agreed])
      .when({ ...change, at: late })
      .then({ code: 'goal.period-over' });
    given([proposed]).when(change).then({ code: 'goal.not-now' });
  });

  const histories: Readonly<Record<GoalStatus, readonly GoalFact[]>> = {
    proposed: [proposed],
    agreed: [proposed, agreed],
    met: [proposed, agreed, { kind: 'closed', outcome: 'met', reached: 1 }],
    missed: [proposed, agreed, { kind: 'closed', outcome: 'missed', reached: 0 }],
    unmeasured: [proposed, agreed, { kind: 'closed', outcome: 'unmeasured' }],
    declined: [proposed, { kind: 'declined', by: 'office', reason: '…' }],
    withdrawn: [proposed, { kind: 'withdrawn' }],
    lapsed: [proposed, { kind: 'lapsed' }],
  };
  const refused = goalStatuses.flatMap((status) =>
    (['agree', 'decline', 'withdraw'] as const)
      .filter((kind) => !goalTransitions[status].includes(kind))
      .map((kind) => [status, kind] as const),
  );
  it.each(refused)('that is %s takes no %s', (status, kind) => {
    const command = { kind, by: 'force', at, reason: '…' };
    given(histories[status]).when(command).then({ code: 'goal.not-now', details: { status } });
    given([]).when(command).then({ code: 'goal.unknown' });
  });
});

describe('a period', () => {
  it.each([
    ['2026-11', '2026-10-31T16:00:00.000Z', '2026-11-30T16:00:00.000Z'],
    ['2026-Q4', '2026-09-30T16:00:00.000Z', '2026-12-31T16:00:00.000Z'],
    ['2027-Q1', '2026-12-31T16:00:00.000Z', '2027-03-31T16:00:00.000Z'],
  ])('%s lasts from %s to %s', (text, from, to) => {
    expect(goalPeriod(text)).toEqual({ fromMs: Date.parse(from), toMs: Date.parse(to) });
  });

  it.each(['2026', '2026-Q5', '2026-13', '0001-Q1', 'soon'])('%s is none', (text) => {
    expect(goalPeriod(text)).toMatchObject({ code: 'goal.unknown-period' });
  });
});

it.each([
  ['occupancy-rate', 0.85, true],
  ['occupancy-rate', 1.01, false],
  ['occupancy-rate', 0.855_55, false],
  ['occupancy-rate', 0, false],
  ['tenants', 12, true],
  ['tenants', 1.5, false],
  ['let-area', 1234.56, true],
  ['let-area', -1, false],
  ['output', 12_000_000.5, true],
  ['tax', 0.001, false],
  ['tax', 2e12, false],
] as readonly (readonly [GoalMeasure, number, boolean])[])(
  '%s of %s can be wanted: %s',
  (measure, value, possible) => {
    expect(checkValue(measure, value) instanceof AppError).toBe(!possible);
  },
);

it.each([
  [9_999.5, '9999.5 元', '9,999.5 yuan'],
  [12_345_678.9, '1234.56789 万元', '12,345,678.9 yuan'],
])('%s yuan reads %s', (yuan, zh, en) => {
  expect(valueText('tax', yuan)).toEqual({ zh, en });
});

describe('what was reported of a period', () => {
  const report = (month: string, more: Partial<MonthReport> = {}): MonthReport => ({
    month: month as Month,
    tenants: 10,
    reporting: 6,
    outputFirms: 6,
    taxFirms: 0,
    outputFen: 100_050n,
    ...more,
  });
  const dueDay = new Date('2026-11-20T16:00:00.000Z');

  it('is the sum of its months', () => {
    expect(reportedTotal([report('2026-10'), report('2026-11')], 'outputFen', dueDay)).toBe(2_001);
  });

  it('is missing where nobody reported it, and where too few did of a month that had to be reported', () => {
    const few = { reporting: 5 };
    expect(reportedTotal([report('2026-10')], 'taxFen', dueDay)).toBeUndefined();
    expect(reportedTotal([report('2026-10', few), report('2026-11')], 'outputFen', dueDay)).toBeUndefined();
    // November runs: what is there counts.
    expect(reportedTotal([report('2026-10'), report('2026-11', few)], 'outputFen', dueDay)).toBe(2_001);
    const early = new Date('2026-11-10T00:00:00.000Z');
    expect(reportedTotal([report('2026-10', few)], 'outputFen', early)).toBe(1_000.5);
  });
});

describe('progress', () => {
  const of = (start: number | undefined, now: number | undefined) =>
    goalProgress(proposal, { start, now, atMs: Date.parse('2026-11-15T16:00:00.000Z') });

  it('is the share of the way beside the share of the time', () => {
    expect(of(0.65, 0.7)).toMatchObject({ start: 0.65, now: 0.7, done: 0.5, elapsed: 0.5 });
    expect(of(0.65, 0.7).sentence.zh).toBe('入驻率：目标 75%，期初 65%，现为 70%；周期已过 50%。');
  });

  it('goes from nothing to all, and does not count below zero', () => {
    expect(of(0.65, 0.8)).toMatchObject({ done: 1 });
    expect(of(0.65, 0.6)).toMatchObject({ done: 0 });
    expect(of(0.8, 0.7)).toMatchObject({ done: 0 });
  });

  it('says what could not be measured instead of taking it for nothing', () => {
    expect(of(undefined, undefined)).not.toHaveProperty('now');
    expect(of(undefined, undefined).sentence.en).toContain('not to be measured now');
  });
});
