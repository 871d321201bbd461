import { type Day, Day as Days, formatInstant, workingCalendar } from '@yuanqu/domain';
import { closesPast } from '../../domain/operator-calls/call-decider.ts';

const calendar = workingCalendar();
const after = (at: Date, days: number): string => formatInstant(calendar.deadline(at, days));

const decideDays = 10;
const signDays = 15;

/** Until when a call that follows from a clear-out or an exit takes applications: twenty working days. */
export const callCloses = (at: Date): string => after(at, 20);

/** When a call ends that takes applications up to a day. Throws `operator-call.closes-past` unless that is after today. */
export function closingOf(closesOn: Day, now: Date): string {
  if (closesOn <= Days.of(now)) throw closesPast;
  return formatInstant(Days.endMs(closesOn));
}

/** Until when a closed call is to be decided: ten working days. */
export const decideBy = (at: Date): string => after(at, decideDays);

/** Until when an admitted operator has to sign: fifteen working days. */
export const signBy = (at: Date): string => after(at, signDays);

/** Until when everything is handed over: five working days after the old operator's last day and the new one's first. */
export const handOverBy = (end: Date, successorFrom: Date): string =>
  after(end > successorFrom ? end : successorFrom, 5);

/** The same, while nobody has signed yet: as if the call took all the time that it has. */
export const handOverExpectedBy = (end: Date, callClosesAt: string): string =>
  handOverBy(end, calendar.deadline(new Date(callClosesAt), decideDays + signDays));
