import type { Severity } from '../severity.ts';
import type { TimeOfDay } from './time-of-day.ts';

/** When nothing is sent outside, but for what is critical; across midnight where `from` is later than `until`. */
export interface QuietHours {
  readonly from: TimeOfDay;
  readonly until: TimeOfDay;
}

/** What is less severe than `below` is gathered and sent as one message at these times. */
export interface DigestPlan {
  readonly times: readonly TimeOfDay[];
  readonly below: Severity;
  readonly workingDaysOnly: boolean;
}

/** When a person, or a chat, is told outside the platform. The inbox has everything at once. */
export interface ScheduleContent {
  readonly quietHours: QuietHours | null;
  readonly digest: DigestPlan | null;
}

export interface Schedule extends ScheduleContent {
  readonly nextDigestAt: Date | null;
  /** 0: never set. */
  readonly revision: number;
}

/** Nothing is held back. */
export const noSchedule: Schedule = { quietHours: null, digest: null, nextDigestAt: null, revision: 0 };
