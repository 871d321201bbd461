import type { Executor } from '@yuanqu/messaging';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { TimeOfDay } from '../../domain/schedule/time-of-day.ts';
import type { Severity } from '../../domain/severity.ts';
import type { ScheduleStore } from '../../usecases/schedule/set-schedule.ts';
import { lockPlanning } from '../planning-sql.ts';

const select = `SELECT quiet_from, quiet_until, digest_times, digest_below, working_days_only, next_digest_at, revision
  FROM delivery_schedule WHERE recipient_id = $1`;

export const makeScheduleStore = (db: Executor): ScheduleStore => ({
  read: async (recipientId) => (await db.query<ScheduleRow>(select, [recipientId])).rows.map(toSchedule)[0],
  lock: async (tx, recipientId) => {
    await lockPlanning(tx);
    return (await tx.query<ScheduleRow>(`${select} FOR UPDATE`, [recipientId])).rows.map(toSchedule)[0];
  },
  save: async (tx, recipientId, { quietHours, digest, nextDigestAt, revision }, at) => {
    await tx.query(
      `INSERT INTO delivery_schedule (recipient_id, quiet_from, quiet_until, digest_times, digest_below, working_days_only,
                                      next_digest_at, revision, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (recipient_id) DO UPDATE SET quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
         digest_times = excluded.digest_times, digest_below = excluded.digest_below,
         working_days_only = excluded.working_days_only, next_digest_at = excluded.next_digest_at, parked_until = NULL,
         stuck_because = NULL, revision = excluded.revision, changed_at = excluded.changed_at`,
      [
        recipientId,
        quietHours?.from ?? null,
        quietHours?.until ?? null,
        digest?.times ?? [],
        digest?.below ?? null,
        digest?.workingDaysOnly ?? false,
        nextDigestAt,
        revision,
        at,
      ],
    );
  },
  release: async (tx, recipientId) => {
    await tx.query(
      `UPDATE delivery SET state = 'pending', due_at = now() WHERE official_id = $1 AND state = 'gathered'`,
      [recipientId],
    );
  },
});

/** A schedule as the database gives it. */
export interface ScheduleRow {
  readonly quiet_from: number | null;
  readonly quiet_until: number | null;
  readonly digest_times: readonly number[];
  readonly digest_below: Severity | null;
  readonly working_days_only: boolean;
  readonly next_digest_at: Date | null;
  readonly revision: number;
}

export const toSchedule = (row: ScheduleRow): Schedule => ({
  quietHours:
    row.quiet_from === null || row.quiet_until === null
      ? null
      : { from: row.quiet_from as TimeOfDay, until: row.quiet_until as TimeOfDay },
  digest:
    row.digest_below === null
      ? null
      : {
          times: row.digest_times as readonly TimeOfDay[],
          below: row.digest_below,
          workingDaysOnly: row.working_days_only,
        },
  nextDigestAt: row.next_digest_at,
  revision: row.revision,
});
