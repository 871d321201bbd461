import { type Clock, systemClock } from '@yuanqu/domain';

/**
 * For the chaos run: YUANQU_CLOCK_SHIFT_MS=-2400000 has this process believe that it is forty minutes earlier. Absent in
 * production.
 */
export function shiftedClock(setting: string | undefined): Clock | undefined {
  const shiftMs = Number(setting ?? 0);
  return shiftMs === 0 ? undefined : () => new Date(systemClock().getTime() + shiftMs);
}
