import { AppError, type Month } from '@yuanqu/domain';
import { type AmountName, amountNames, type FiguresReport, type KnownFigures } from './figures.ts';

/** What a report is judged by. */
export interface ReportKnowledge {
  readonly known: KnownFigures | undefined;
  readonly isRegistered: boolean;
  /** Whether it held space in the park in that month, or holds some now. */
  readonly isTenant: boolean;
  /** The parks that the reporter speaks for. */
  readonly scope: '*' | readonly string[];
  /** The one that the reporter speaks for, if it is one only. */
  readonly only: string | undefined;
  readonly thisMonth: Month;
  /** The version that the reporter saw; 'any' for tables, which name none. */
  readonly expected: number | undefined | 'any';
  /** What becomes of a known amount that is left out: kept (tables, corrections), or refused (a report is the whole month). */
  readonly leftOut: 'kept' | 'refused';
  /** Whether the reporter gives a reason whatever the stage: the district's assessor. */
  readonly needsReason: boolean;
}

export interface ReportDecision {
  readonly outcome: 'created' | 'changed';
  readonly figures: KnownFigures;
}

/**
 * What reporting these figures does: makes a version, or nothing (undefined) when they are so already. Codes:
 * `figures.month-to-come`, `.month-not-over`, `.nothing-reported`, `.amount-left-out`, `.not-a-tenant`, `.final-already`, `.reason-needed`;
 * `intake.unknown-enterprise`, `.not-your-enterprise`, `auth.other-park`, `request.precondition-required`,
 * `request.changed-meanwhile`.
 */
export function reportFigures(
  report: FiguresReport,
  knowledge: ReportKnowledge,
): ReportDecision | AppError | undefined {
  const { known, expected } = knowledge;
  const refusal = refuseReporter(report, knowledge) ?? refuseMonth(report, knowledge.thisMonth);
  if (refusal) return refusal;
  const forgotten = amountNames.filter((name) => isLeftOut(report, known, name));
  if (forgotten.length > 0 && knowledge.leftOut === 'refused') return amountLeftOut(forgotten);
  const whole = wholeOf(report, known, forgotten);
  if (amountNames.every((name) => whole[name] === undefined)) return nothingReported;
  if (known && isSame(known, whole)) return undefined;
  return (
    refuseVersion(known, expected) ??
    refuseCorrection(known, whole, knowledge.needsReason) ?? {
      outcome: known ? 'changed' : 'created',
      figures: { ...whole, version: (known?.version ?? 0) + 1 },
    }
  );
}

function refuseReporter(
  { uscc, park }: FiguresReport,
  { scope, only, isRegistered, isTenant }: ReportKnowledge,
): AppError | undefined {
  if (only !== undefined && only !== uscc) return notYourEnterprise;
  if (scope !== '*' && !scope.includes(park)) return otherPark;
  if (!isRegistered) return unknownEnterprise(uscc);
  return isTenant ? undefined : notATenant(park);
}

function refuseMonth({ month, stage }: FiguresReport, thisMonth: Month): AppError | undefined {
  if (month > thisMonth) return monthToCome(month);
  return month === thisMonth && stage === 'final' ? monthNotOver(month) : undefined;
}

function refuseVersion(
  known: KnownFigures | undefined,
  expected: ReportKnowledge['expected'],
): AppError | undefined {
  if (expected === 'any' || expected === known?.version) return undefined;
  if (expected === undefined)
    return new AppError('request.precondition-required', 'conflict', 'If-Match is missing', {
      revision: known?.version,
    });
  return new AppError('request.changed-meanwhile', 'conflict', 'It was changed in the meantime.', {
    revision: known?.version ?? 0,
  });
}

function refuseCorrection(
  known: KnownFigures | undefined,
  { stage, reason }: FiguresReport,
  needsReason: boolean,
): AppError | undefined {
  if (known?.stage === 'final' && stage === 'preliminary') return finalAlready;
  const isMissing = reason === undefined && (needsReason || known?.stage === 'final');
  return isMissing ? reasonNeeded : undefined;
}

/** Whether an amount that is known is neither reported nor dropped. */
const isLeftOut = (report: FiguresReport, known: KnownFigures | undefined, name: AmountName): boolean =>
  report[name] === undefined && known?.[name] !== undefined && !report.drops?.includes(name);

function wholeOf(
  report: FiguresReport,
  known: KnownFigures | undefined,
  kept: readonly AmountName[],
): FiguresReport {
  const { drops: _, ...whole } = {
    ...report,
    ...Object.fromEntries(kept.map((name) => [name, known?.[name]])),
  };
  return whole;
}

const compared = ['stage', 'source', ...amountNames] as const;

const isSame = (known: KnownFigures, report: FiguresReport): boolean =>
  compared.every((field) => known[field] === report[field]);

const notYourEnterprise = new AppError(
  'intake.not-your-enterprise',
  'forbidden',
  '只能查看和填报本企业。 You see and enter your own enterprise only.',
);
const otherPark = new AppError(
  'auth.other-park',
  'forbidden',
  '该园区不在您的权限范围内。 This park is outside the scope of your account.',
);
const unknownEnterprise = (uscc: string): AppError =>
  new AppError(
    'intake.unknown-enterprise',
    'not-found',
    `没有登记企业 ${uscc}，请先登记。 Enterprise ${uscc} is not registered; PUT /enterprises/${uscc} first.`,
  );
const notATenant = (park: string): AppError =>
  new AppError(
    'figures.not-a-tenant',
    'conflict',
    `该企业当月不是园区 ${park} 的租户。 The enterprise held no space in park ${park} in that month, nor does it now.`,
  );
const monthToCome = (month: string): AppError =>
  new AppError(
    'figures.month-to-come',
    'invalid',
    `${month} 尚未开始。 ${month} has not begun; figures are of this month or earlier ones.`,
  );
const monthNotOver = (month: string): AppError =>
  new AppError(
    'figures.month-not-over',
    'invalid',
    `${month} 尚未结束，只能填初报。 ${month} is not over; until then its figures are preliminary.`,
  );
const nothingReported = new AppError(
  'figures.nothing-reported',
  'invalid',
  '产值、营业收入、税收、从业人员至少填一项。 Report at least one of output, revenue, tax and staff.',
);
const amountLeftOut = (names: readonly AmountName[]): AppError =>
  new AppError(
    'figures.amount-left-out',
    'invalid',
    `填报为当月全部数据，缺少已有的 ${names.join('、')}，请一并填写，确需清除的填 null。 A report is the whole of the month; ${names.join(', ')} is known and left out: send it too, or null to drop it.`,
    {
      errors: names.map((name) => ({
        pointer: `/${name}`,
        code: 'left-out',
        detail: 'is known; send it, or null to drop it',
      })),
    },
  );
const finalAlready = new AppError(
  'figures.final-already',
  'conflict',
  '该月已终报，更正仍为终报。 The month is final; a correction of it is final too.',
);
const reasonNeeded = new AppError(
  'figures.reason-needed',
  'invalid',
  '更正终报数据或由区级填报须说明原因。 Give the reason: final figures are being corrected, or the district enters them.',
);
