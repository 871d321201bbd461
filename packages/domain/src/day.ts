import { AppError } from './app-error.ts';
import type { Brand } from './brand.ts';
import { excerpt } from './excerpt.ts';
import { shanghaiMidnightMs, shanghaiOffsetMs } from './shanghai-time.ts';

/** A calendar day of Asia/Shanghai, `2026-11-27`. As text it sorts in the order of time. */
export type Day = Brand<string, 'Day'>;

const dayMs = 86_400_000;

export const Day = {
  /** Reads `2026-11-27`. Error: `day.malformed`, also for a day that does not exist. */
  parse(text: string): Day | AppError {
    if (!shape.test(text) || textOf(Date.parse(`${text}T00:00:00Z`)) !== text) return malformed(text);
    return text as Day;
  },

  /** The day that the calendar in Shanghai shows at an instant. Throws a RangeError on an invalid one. */
  of: (instant: Date | number): Day => textOf(Number(instant) + shanghaiOffsetMs(Number(instant))) as Day,

  /** Its first instant (UTC ms). */
  startMs(day: Day): number {
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    return shanghaiMidnightMs(year, month, date);
  },

  /** The first instant after it (UTC ms). */
  endMs: (day: Day): number => Day.startMs(Day.plus(day, 1)),

  /** The day so many days later, or earlier when negative. */
  plus: (day: Day, days: number): Day => textOf(Date.parse(`${day}T00:00:00Z`) + days * dayMs) as Day,

  /** 1 is Monday, 7 is Sunday (ISO 8601). */
  weekday: (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7,
};

const shape = /^\d{4}-\d{2}-\d{2}$/;

const textOf = (wallMs: number): string =>
  Number.isNaN(wallMs) ? '' : new Date(wallMs).toISOString().slice(0, 10);

const malformed = (text: string): AppError =>
  new AppError(
    'day.malformed',
    'invalid',
    `${excerpt(text)} 不是日期，请写如 2026-11-27。 It is not a day such as "2026-11-27".`,
  );
