import { AppError, type ClosedInterval, Month } from '@yuanqu/domain';

/** Reads `2026-11` or `2026-Q4` as the time from its first instant in Shanghai up to the first after it. Error: `goal.unknown-period`. */
export function goalPeriod(text: string): ClosedInterval | AppError {
  const [, year, quarter] = /^(\d{4})-Q([1-4])$/.exec(text) ?? [];
  const first = Month.parse(quarter === undefined ? text : `${year}-${firstMonth(quarter)}`);
  if (first instanceof AppError) return unknownPeriod(text);
  const last = quarter === undefined ? first : Month.plus(first, 2);
  return { fromMs: Month.startMs(first), toMs: Month.endMs(last) };
}

/** The last instant that is kept before another: what holds then is what held at the end of what came before. */
export const lastBefore = (instant: string): Date => new Date(Date.parse(instant) - 1);

const firstMonth = (quarter: string): string => String(3 * Number(quarter) - 2).padStart(2, '0');

const unknownPeriod = (text: string): AppError =>
  new AppError(
    'goal.unknown-period',
    'invalid',
    `“${text}”不是月份或季度，如 2026-11、2026-Q4。 "${text}" is neither a month nor a quarter such as 2026-11 or 2026-Q4.`,
    { errors: [{ pointer: '/period', code: 'period', detail: 'is neither a month nor a quarter' }] },
  );
