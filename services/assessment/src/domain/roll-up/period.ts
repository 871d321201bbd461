import { AppError, Month } from '@yuanqu/domain';

/** Months taken together: a quarter (`2026-Q4`) or a year (`2026`). */
export interface RollUpPeriod {
  readonly kind: 'quarter' | 'year';
  readonly name: string;
  readonly months: readonly Month[];
}

/** Reads `2026-Q4`. Error: `assessment.no-such-period`. */
export function quarterOf(text: string): RollUpPeriod | AppError {
  const [, year, quarter] = /^(\d{4})-Q([1-4])$/.exec(text) ?? [];
  const first = year && quarter && Month.parse(`${year}-${String(Number(quarter) * 3 - 2).padStart(2, '0')}`);
  if (!first || first instanceof AppError) return noSuchPeriod(text, '2026-Q4');
  return { kind: 'quarter', name: text, months: Month.between(first, Month.plus(first, 2)) };
}

/** Reads `2026`. Error: `assessment.no-such-period`. */
export function yearOf(text: string): RollUpPeriod | AppError {
  const first = /^\d{4}$/.test(text) ? Month.parse(`${text}-01`) : noSuchPeriod(text, '2026');
  if (first instanceof AppError) return noSuchPeriod(text, '2026');
  return { kind: 'year', name: text, months: Month.between(first, Month.plus(first, 11)) };
}

/** The quarter before a quarter, the year before a year; undefined before the first that is kept. */
export function periodBefore({ kind, months }: RollUpPeriod): RollUpPeriod | undefined {
  const [first] = months;
  if (!first || first.startsWith('1950-01')) return undefined;
  const last = Month.previous(first);
  const year = last.slice(0, 4);
  const before =
    kind === 'year' ? yearOf(year) : quarterOf(`${year}-Q${Math.ceil(Number(last.slice(5)) / 3)}`);
  return before instanceof AppError ? undefined : before;
}

const noSuchPeriod = (text: string, example: string): AppError =>
  new AppError(
    'assessment.no-such-period',
    'invalid',
    `${text} 不是有效的期间。 ${text} is no period such as ${example}.`,
  );
