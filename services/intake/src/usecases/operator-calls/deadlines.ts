import { formatInstant, workingCalendar } from '@yuanqu/domain';

const calendar = workingCalendar();
const after = (at: Date, days: number): string => formatInstant(calendar.deadline(at, days));

/** Until when a call that follows from a clear-out or an exit takes applications: twenty working days. */
export const callCloses = (at: Date): string => after(at, 20);

/** Until when a closed call is to be decided: ten working days. */
export const decideBy = (at: Date): string => after(at, 10);

/** Until when an admitted operator has to sign: fifteen working days. */
export const signBy = (at: Date): string => after(at, 15);

/** Until when everything is handed over: five working days after the last day. */
export const handOverBy = (lastDay: Date): string => after(lastDay, 5);
