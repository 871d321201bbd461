import { AppError, type Clock, type WorkingCalendar } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { checkSchedule } from '../../domain/schedule/check-schedule.ts';
import { nextDigestAt } from '../../domain/schedule/next-digest.ts';
import { noSchedule, type Schedule, type ScheduleContent } from '../../domain/schedule/schedule.ts';
import type { InTransaction, Nudge, RecordAudit } from '../ports.ts';

export interface ScheduleStore {
  readonly read: (recipientId: string) => Promise<Schedule | undefined>;
  /** Nothing is planned by the old schedule from here to the commit. */
  readonly lock: (tx: Executor, recipientId: string) => Promise<Schedule | undefined>;
  readonly save: (tx: Executor, recipientId: string, schedule: Schedule, at: Date) => Promise<void>;
  /** What was gathered for a digest that there is not any more is sent by itself. */
  readonly release: (tx: Executor, recipientId: string) => Promise<void>;
}

export interface SetSchedulePorts {
  readonly transaction: InTransaction;
  readonly schedules: ScheduleStore;
  readonly audit: RecordAudit;
  readonly nudge: Nudge;
  readonly calendar: WorkingCalendar;
  readonly clock: Clock;
}

/**
 * Sets when a person, or a chat, is told outside the platform, as it was at `revision` (0: never set). Holds for what
 * happens from now on. Errors: `notification.invalid-schedule`, `notification.schedule-changed`.
 */
export const makeSetSchedule =
  ({ transaction, schedules, audit, nudge, calendar, clock }: SetSchedulePorts) =>
  (
    recipientId: string,
    revision: number,
    content: ScheduleContent,
    resource: 'inbox' | 'tasks',
  ): Promise<Schedule> => {
    const faults = checkSchedule(content);
    if (faults) throw faults;
    return transaction(async (tx) => {
      const before = (await schedules.lock(tx, recipientId)) ?? noSchedule;
      if (before.revision !== revision) throw scheduleChanged(before);
      const at = clock();
      const { digest } = content;
      const schedule: Schedule = {
        ...content,
        nextDigestAt: digest && nextDigestAt(digest, at, calendar),
        revision: revision + 1,
      };
      await schedules.save(tx, recipientId, schedule, at);
      if (before.digest && !digest) {
        await schedules.release(tx, recipientId);
        nudge(tx);
      }
      await audit(tx, { action: 'schedule.set', resource, target: recipientId, before, after: schedule });
      return schedule;
    });
  };

const scheduleChanged = ({ revision }: Schedule): AppError =>
  new AppError(
    'notification.schedule-changed',
    'conflict',
    `接收时间已被修改。 The schedule was changed meanwhile: it is at revision ${revision} now. Read it again.`,
    { revision },
  );
