import { AppError } from './app-error.ts';
import type { Brand } from './brand.ts';
import { excerpt } from './excerpt.ts';
import { shanghaiMidnightMs, shanghaiYearMonth } from './shanghai-time.ts';

/** A calendar month of Asia/Shanghai, `2026-11`. As text it sorts in the order of time. */
export type Month = Brand<string, 'Month'>;

/** From `fromMs` up to, not including, `toMs` (UTC ms). Without `toMs` it has not ended. */
export interface Interval {
  readonly fromMs: number;
  readonly toMs?: number | undefined;
}

/** An interval that has ended. */
export interface ClosedInterval {
  readonly fromMs: number;
  readonly toMs: number;
}

export const Month = {
  /** Reads `2026-11`. Errors: `month.malformed`, `month.out-of-range` (before 1950 or after 9999). */
  parse(text: string): Month | AppError {
    if (!shape.test(text)) return malformed(text);
    const year = Number(text.slice(0, 4));
    return year < firstYear ? outOfRange(text) : (text as Month);
  },

  /** The month that the calendar in Shanghai shows at an instant. Throws a RangeError on an invalid or unsupported one. */
  of(instant: Date | number): Month {
    const { year, month } = shanghaiYearMonth(Number(instant));
    return monthOf(year, month);
  },

  /** Its first instant (UTC ms). */
  startMs(month: Month): number {
    return shanghaiMidnightMs(yearOf(month), numberOf(month));
  },

  /** The first instant after it (UTC ms): the start of the next month. */
  endMs(month: Month): number {
    return shanghaiMidnightMs(yearOf(month), numberOf(month) + 1);
  },

  /** The month so many months later, or earlier when negative. */
  plus(month: Month, months: number): Month {
    const index = indexOf(month) + months;
    return monthOf(Math.floor(index / 12), (index % 12) + 1);
  },

  next: (month: Month): Month => Month.plus(month, 1),
  previous: (month: Month): Month => Month.plus(month, -1),

  /** −1 when a is earlier than b, 1 when it is later. */
  compare: (a: Month, b: Month): -1 | 0 | 1 => (a < b ? -1 : a > b ? 1 : 0),

  /** Every month from the first to the last, both included; none when the last is earlier. */
  between(first: Month, last: Month): readonly Month[] {
    const count = indexOf(last) - indexOf(first) + 1;
    return Array.from({ length: Math.max(0, count) }, (_, months) => Month.plus(first, months));
  },

  /** The part of an interval that lies in the month, or undefined when none does. */
  overlap(month: Month, interval: Interval): ClosedInterval | undefined {
    const fromMs = Math.max(Month.startMs(month), interval.fromMs);
    const toMs = Math.min(Month.endMs(month), interval.toMs ?? Number.POSITIVE_INFINITY);
    return fromMs < toMs ? { fromMs, toMs } : undefined;
  },
};

const shape = /^\d{4}-(?:0[1-9]|1[0-2])$/;

// Before 1950 clocks in Shanghai were changed at the turn of months, in ways that no figure here depends on.
const firstYear = 1950;
const lastYear = 9999;

const yearOf = (month: Month): number => Number(month.slice(0, 4));
const numberOf = (month: Month): number => Number(month.slice(5));
const indexOf = (month: Month): number => yearOf(month) * 12 + numberOf(month) - 1;

function monthOf(year: number, month: number): Month {
  if (!(year >= firstYear && year <= lastYear))
    throw new RangeError(`no months are kept for the year ${year}`);
  return `${year}-${String(month).padStart(2, '0')}` as Month;
}

const malformed = (text: string): AppError =>
  new AppError(
    'month.malformed',
    'invalid',
    `${excerpt(text)} 不是月份，请写如 2026-11。 It is not a month such as "2026-11".`,
  );

const outOfRange = (text: string): AppError =>
  new AppError(
    'month.out-of-range',
    'invalid',
    `${excerpt(text)} 早于 ${firstYear}-01，为可保存的最早月份。 It is before ${firstYear}-01, the first month kept.`,
  );
