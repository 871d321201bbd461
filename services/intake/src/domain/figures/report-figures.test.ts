import { AppError, type Month, type Uscc } from '@yuanqu/domain';
import { describe, expect, it } from 'vitest';
import { monthCell } from '../tables/figures-table.ts';
import type { FiguresReport, KnownFigures } from './figures.ts';
import { type ReportKnowledge, reportFigures } from './report-figures.ts';

const aReport = (fields: Partial<FiguresReport> = {}): FiguresReport => ({
  uscc: '91350100M000100Y43' as Uscc,
  park: 'software',
  month: '2026-10' as Month,
  stage: 'preliminary',
  source: '企业自报',
  outputFen: 100n,
  revenueFen: undefined,
  taxFen: undefined,
  staff: undefined,
  reason: undefined,
  ...fields,
});
const known = (fields: Partial<KnownFigures> = {}): KnownFigures => ({ ...aReport(), version: 3, ...fields });
const knowing = (fields: Partial<ReportKnowledge> = {}): ReportKnowledge => ({
  known: undefined,
  isRegistered: true,
  isTenant: true,
  scope: ['software'],
  only: undefined,
  thisMonth: '2026-11' as Month,
  expected: 'any',
  leftOut: 'refused',
  needsReason: false,
  ...fields,
});
const codeOf = (report: FiguresReport, knowledge: ReportKnowledge): string | undefined => {
  const decision = reportFigures(report, knowledge);
  return decision instanceof AppError ? decision.code : decision?.outcome;
};

describe('reporting figures', () => {
  it('makes the first version, then the next, and nothing when they are so already', () => {
    expect(reportFigures(aReport(), knowing())).toMatchObject({
      outcome: 'created',
      figures: { version: 1 },
    });
    expect(reportFigures(aReport({ outputFen: 101n }), knowing({ known: known() }))).toMatchObject({
      outcome: 'changed',
      figures: { version: 4, outputFen: 101n },
    });
    expect(reportFigures(aReport({ reason: '重发' }), knowing({ known: known() }))).toBeUndefined();
  });

  it.each([
    ['another park', aReport(), { scope: ['other'] }, 'auth.other-park'],
    ['another enterprise', aReport(), { only: '91350503M0000000XX' }, 'intake.not-your-enterprise'],
    ['an enterprise that nobody knows', aReport(), { isRegistered: false }, 'intake.unknown-enterprise'],
    ['no tenant', aReport(), { isTenant: false }, 'figures.not-a-tenant'],
    ['a month to come', aReport({ month: '2026-12' as Month }), {}, 'figures.month-to-come'],
    ['this month', aReport({ month: '2026-11' as Month }), {}, 'created'],
    [
      'this month as final',
      aReport({ month: '2026-11' as Month, stage: 'final' }),
      {},
      'figures.month-not-over',
    ],
    ['nothing', aReport({ outputFen: undefined }), {}, 'figures.nothing-reported'],
    ['zero', aReport({ outputFen: 0n }), {}, 'created'],
    ['a first version that expects one', aReport(), { expected: 1 }, 'request.changed-meanwhile'],
    [
      'a change without a version',
      aReport({ staff: 1 }),
      { known: known(), expected: undefined },
      'request.precondition-required',
    ],
    [
      'a change of an old version',
      aReport({ staff: 1 }),
      { known: known(), expected: 2 },
      'request.changed-meanwhile',
    ],
    ['the same once more', aReport(), { known: known(), expected: 2 }, undefined],
    ['preliminary made final', aReport({ stage: 'final' }), { known: known() }, 'changed'],
    ['final made preliminary', aReport(), { known: known({ stage: 'final' }) }, 'figures.final-already'],
    [
      'final corrected without a reason',
      aReport({ stage: 'final', outputFen: 5n }),
      { known: known({ stage: 'final' }) },
      'figures.reason-needed',
    ],
    [
      'final corrected with a reason',
      aReport({ stage: 'final', outputFen: 5n, reason: '审计调整' }),
      { known: known({ stage: 'final' }) },
      'changed',
    ],
    ['the district without a reason', aReport(), { needsReason: true }, 'figures.reason-needed'],
  ] as const)('takes %s for what it is', (_what, report, knowledge, code) => {
    expect(codeOf(report, knowing(knowledge as Partial<ReportKnowledge>))).toBe(code);
  });

  it('keeps what a table or a correction leaves out, refuses a whole report that does, and drops what is to be dropped', () => {
    const report = aReport({ outputFen: undefined, taxFen: -7n });
    const before = known({ outputFen: 100n });
    expect(reportFigures(report, knowing({ known: before, leftOut: 'kept' }))).toMatchObject({
      figures: { outputFen: 100n, taxFen: -7n },
    });
    expect(reportFigures(report, knowing({ known: before }))).toMatchObject({
      code: 'figures.amount-left-out',
      details: { errors: [{ pointer: '/outputFen' }] },
    });
    for (const leftOut of ['kept', 'refused'] as const) {
      const decision = reportFigures(
        { ...report, drops: ['outputFen'] },
        knowing({ known: before, leftOut }),
      );
      expect(decision).toMatchObject({ figures: { outputFen: undefined, taxFen: -7n } });
      expect(decision).not.toHaveProperty('figures.drops');
    }
  });
});

describe('a cell with a month', () => {
  it.each(['2026-10', '2026/10', '2026年10月', '202610', '2026-10-01', 'Oct-26', '2026.10'])(
    'reads %s',
    (text) => {
      expect(monthCell(text)).toBe('2026-10');
    },
  );

  it.each(['2026', '2026-13', '2026-10-02', 'Okt-26', '10/2026', ''])('takes %s for no month', (text) => {
    expect(monthCell(text)).toBeInstanceOf(AppError);
  });
});
