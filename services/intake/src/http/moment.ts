import { AppError, Day, parseInstant } from '@yuanqu/domain';
import { Type } from 'typebox';

const text = { minLength: 10, maxLength: 40, examples: ['2026-12-01', '2026-12-01T00:00:00+08:00'] };

/** When something begins: a day or an instant. */
export const Moment = Type.String({
  ...text,
  description: 'a calendar day, which stands for its first moment in Asia/Shanghai, or an instant, RFC 3339',
});

/** When something ends, excluded. */
export const Until = Type.String({
  ...text,
  description:
    'the first moment after the end, which is excluded: a calendar day, which stands for its first moment in Asia/Shanghai, or an instant, RFC 3339',
});

/** The instant that a day begins at, or that is named. Throws `day.malformed`, `instant.malformed`. */
export function momentOf(given: string): Date {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(given) ? Day.parse(given) : undefined;
  if (day instanceof AppError) throw day;
  const instantMs = day === undefined ? parseInstant(given) : Day.startMs(day);
  if (instantMs instanceof AppError) throw instantMs;
  return new Date(instantMs);
}
