import { formatInstant, workingCalendar } from '@yuanqu/domain';

const calendar = workingCalendar();
const intentDays = 30;
const hearingDays = 5;
const hearingDecisionDays = 10;
const leastLeaveDays = 15;

const after = (at: Date, days: number): string => formatInstant(calendar.deadline(at, days));

/** When an intent lapses without a contract: thirty working days. */
export const intentUntil = (at: Date): string => after(at, intentDays);

/** Until when a tenant who was given notice may ask for a hearing: five working days. */
export const hearingUntil = (at: Date): string => after(at, hearingDays);

/** Until when a hearing that was asked for is decided: ten working days. */
export const hearingDecideBy = (at: Date): string => after(at, hearingDecisionDays);

/** When such a tenant has to have left: fifteen working days, or more when more are given. */
export const leaveBy = (at: Date, days: number = leastLeaveDays): string => after(at, days);
