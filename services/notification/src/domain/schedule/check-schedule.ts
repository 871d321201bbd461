import { AppError, type FieldError } from '@yuanqu/domain';
import type { QuietHours, ScheduleContent } from './schedule.ts';
import { type TimeOfDay, writeTimeOfDay } from './time-of-day.ts';

/** Whether the hours hold this time. */
export const isQuietAt = ({ from, until }: QuietHours, time: TimeOfDay): boolean =>
  from < until ? time >= from && time < until : time >= from || time < until;

/** Refuses what contradicts itself, each fault with its place. Errors: `notification.invalid-schedule`. */
export function checkSchedule({ quietHours, digest }: ScheduleContent): AppError | undefined {
  const errors: FieldError[] = [];
  if (quietHours && quietHours.from === quietHours.until)
    errors.push({
      pointer: '/quietHours/until',
      code: 'empty',
      detail: 'is the same as from: a whole day of quiet is what pausing an address is for',
    });
  for (const [at, time] of digest?.times.entries() ?? []) {
    const pointer = `/digest/times/${at}`;
    if (digest?.times.indexOf(time) !== at)
      errors.push({ pointer, code: 'repeated', detail: `${writeTimeOfDay(time)} is there twice` });
    if (quietHours && isQuietAt(quietHours, time))
      errors.push({ pointer, code: 'quiet', detail: `${writeTimeOfDay(time)} is within the quiet hours` });
  }
  if (errors.length === 0) return undefined;
  return new AppError(
    'notification.invalid-schedule',
    'invalid',
    '免打扰时段或汇总时间有误。 The quiet hours or the times of the digest contradict each other; see errors.',
    { errors },
  );
}
