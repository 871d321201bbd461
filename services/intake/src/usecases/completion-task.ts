import { newId, workingCalendar } from '@yuanqu/domain';
import type { NewEnterprise } from '../domain/settle-batch.ts';
import type { NewTask } from './ports.ts';

/** Working days that somebody has to complete an enterprise that was first seen in an update. */
const completionDays = 10;
const calendar = workingCalendar();

/** The task that an enterprise brings with it which nobody has registered. */
export const completionTask = ({ uscc, park }: NewEnterprise, now: Date): NewTask => ({
  id: newId(now.getTime()),
  kind: 'complete-enterprise',
  park,
  about: uscc,
  dueAt: calendar.deadline(now, completionDays),
});
