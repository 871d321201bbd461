import { Day, formatInstant, workingCalendar } from '@yuanqu/domain';

const calendar = workingCalendar();
const reviewDays = 10;
const contractDays = 30;
const draftDays = 90;

/** When the task force has to have decided: ten working days. */
export const reviewDueAt = (at: Date): string => formatInstant(calendar.deadline(at, reviewDays));

/** When an approval lapses without a contract: thirty working days. */
export const contractDueAt = (at: Date): string => formatInstant(calendar.deadline(at, contractDays));

/** When a draft that nobody touches lapses: ninety days. */
export const draftExpiresAt = (at: Date): string => formatInstant(Day.endMs(Day.plus(Day.of(at), draftDays)));
