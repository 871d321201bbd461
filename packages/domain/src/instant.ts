import { AppError } from './app-error.ts';
import { excerpt } from './excerpt.ts';

/**
 * Reads an RFC 3339 date-time with its offset, `2026-11-03T08:00:00+08:00`, as UTC ms; finer than ms is cut off.
 * Errors: `instant.malformed`, also for days and hours that do not exist (Date.parse takes 30 February for 2 March).
 */
export function parseInstant(text: string): number | AppError {
  const [, day = '', hour = ''] = rfc3339.exec(text) ?? [];
  const instantMs = day === '' || hour === '24' ? Number.NaN : Date.parse(text);
  return Number.isNaN(instantMs) || !exists(day) ? malformed(text) : instantMs;
}

/** The form on the wire: RFC 3339 in UTC with milliseconds. */
export const formatInstant = (instant: Date | number): string => new Date(instant).toISOString();

const rfc3339 = /^(\d{4}-\d\d-\d\d)T(\d\d):\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

const exists = (day: string): boolean => new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);

const malformed = (text: string): AppError =>
  new AppError(
    'instant.malformed',
    'invalid',
    `${excerpt(text)} is not an instant with its offset such as "2026-11-03T08:00:00+08:00" or "2026-11-03T00:00:00Z"`,
  );
