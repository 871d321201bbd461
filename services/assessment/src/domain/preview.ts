import { AppError } from '@yuanqu/domain';
import { counted } from './counted.ts';
import type { ObjectionStatus } from './objections/objection.ts';

/** A closed table between closing and publication. */
export interface Preview {
  readonly version: number;
  /** Absent where the rule has no preview. */
  readonly until?: Date | undefined;
}

/** An objection as far as the table is concerned. */
export interface Raised {
  readonly status: ObjectionStatus;
  readonly decidedOn: number | null;
}

/** Whether an upheld objection asks for a version after this one. */
export const recomputationDue = (version: number, objections: readonly Raised[]): boolean =>
  objections.some(({ status, decidedOn }) => status === 'upheld' && (decidedOn ?? 0) >= version);

/**
 * Why a closed table cannot be published yet, if so: `assessment.preview-running`, `assessment.objections-open`,
 * `assessment.recomputation-due`.
 */
export function publicationBar(
  month: string,
  { version, until }: Preview,
  objections: readonly Raised[],
  now: Date,
): AppError | undefined {
  if (until && now < until)
    return new AppError(
      'assessment.preview-running',
      'conflict',
      `预告期未满，${until.toISOString()} 前不能公布。 Operators may object to ${month} until ${until.toISOString()}; it can be published from then on.`,
      { until: until.toISOString() },
    );
  const bar = openObjectionsBar(month, objections);
  if (bar) return bar;
  if (recomputationDue(version, objections))
    return new AppError(
      'assessment.recomputation-due',
      'conflict',
      `已采纳申诉，须先重新计算。 An objection was upheld: reckon ${month} again first (POST /league-tables/${month}/recompute).`,
    );
  return undefined;
}

/** All objections are decided before a month is reckoned again or published: `assessment.objections-open`. */
export function openObjectionsBar(month: string, objections: readonly Raised[]): AppError | undefined {
  const open = objections.filter(({ status }) => status === 'open').length;
  if (open > 0)
    return new AppError(
      'assessment.objections-open',
      'conflict',
      `尚有 ${open} 件申诉未决定，须先决定。 ${counted(open, 'objection')} to ${month} ${open === 1 ? 'waits' : 'wait'} to be decided (GET /objections?status=open): decide on them first.`,
      { open },
    );
  return undefined;
}

/** Why nobody can object to a table now, if so: `objection.no-preview`, `objection.preview-over`. */
export function objectionBar(
  month: string,
  table: (Preview & { readonly ruleVersion: string; readonly publishedAt?: Date | undefined }) | undefined,
  now: Date,
): AppError | undefined {
  const noPreview = (zh: string, en: string) =>
    new AppError('objection.no-preview', 'conflict', `${zh} ${en}`);
  if (!table)
    return noPreview(
      `${month} 尚未评定，评定后预告期内可申诉。`,
      `${month} is not closed yet; operators may object to it in its preview, once it is.`,
    );
  if (table.publishedAt)
    return noPreview(
      `${month} 已公布，不能再申诉。`,
      `${month} is published already; operators object to a month before it is.`,
    );
  if (!table.until)
    return noPreview(
      `${month} 适用的考核规则 ${table.ruleVersion} 未设预告期，不能申诉；数据有误可请考核员重新开放该月。`,
      `The rule of ${month}, ${table.ruleVersion}, has no preview: nobody objects to it. Where its data are wrong, ask the assessor to have the month reopened.`,
    );
  if (now < table.until) return undefined;
  return new AppError(
    'objection.preview-over',
    'conflict',
    `申诉期已于 ${table.until.toISOString()} 结束。 The time to object to ${month} ended at ${table.until.toISOString()}.`,
    { until: table.until.toISOString() },
  );
}
