import { AppError, Day } from '@yuanqu/domain';
import type { LetUnit, Terms } from './tenancy.ts';

// Civil Code of the PRC, article 705: a lease of more than twenty years is void beyond them, a renewal counts anew.
const mostYears = 20;
// Longer ahead nobody knows what stands there.
const mostYearsAhead = 3;

/**
 * Refuses terms that no contract has. Codes: `tenancy.before-units`, `tenancy.too-far-ahead`, `tenancy.term-too-long`.
 */
export function refuseTerms(
  { from, until }: Terms,
  units: readonly LetUnit[],
  today: Day,
): AppError | undefined {
  const newest = units.toSorted((one, other) => (one.since ?? '').localeCompare(other.since ?? '')).at(-1);
  if (newest?.since !== undefined && from < newest.since) return beforeUnits(newest.code, newest.since);
  const latest = yearsAfter(today, mostYearsAhead);
  if (from > latest) return tooFarAhead(latest);
  const last = Day.plus(yearsAfter(from, mostYears), -1);
  return until > last ? tooLong(last) : undefined;
}

/** Code: `tenancy.term-too-long`. */
export function renewedTooLong(until: string, today: string): AppError | undefined {
  const last = yearsAfter(today, mostYears);
  return until > last ? tooLong(last) : undefined;
}

/** Code: `tenancy.before-start`. */
export const beforeStart = (from: string): AppError =>
  refusal(
    'before-start',
    `退出日期不得早于合同起日 ${from}；尚未起租的，填 ${from} 即告解除。 An exit is not before the contract's first day, ${from}; for a contract that has not begun that day gives it up at once.`,
  );

/** The same day so many years later; of a leap day the 28th. */
function yearsAfter(day: string, years: number): Day {
  const later = `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
  return later.replace('-02-29', '-02-28') as Day;
}

const refusal = (code: string, message: string): AppError =>
  new AppError(`tenancy.${code}`, 'invalid', message);

const beforeUnits = (unit: string, since: string): AppError =>
  refusal(
    'before-units',
    `起日早于房源 ${unit} 的启用日期 ${since}。 The term begins before unit ${unit} exists, which is since ${since}; begin then or later.`,
  );
const tooFarAhead = (latest: string): AppError =>
  refusal(
    'too-far-ahead',
    `起日不得晚于 ${latest}（三年内）。 The term begins by ${latest}, within three years.`,
  );
const tooLong = (last: string): AppError =>
  refusal(
    'term-too-long',
    `租期不得超过二十年（民法典第七百零五条），止日最迟 ${last}。 A lease is for twenty years at most (Civil Code, article 705): it ends by ${last}.`,
  );
