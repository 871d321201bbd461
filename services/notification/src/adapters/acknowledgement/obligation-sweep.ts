import type { Executor } from '@yuanqu/messaging';
import { type Parked, parkedRows } from '@yuanqu/service-kit';
import type { Wording } from '../../domain/notice.ts';
import type { DueObligation, ObligationSweep } from '../../usecases/acknowledgement/escalate-overdue.ts';
import { lockPlanning } from '../planning-sql.ts';
import { addLines, ownerAmongTold } from './obligation-store.ts';

export const makeObligationSweep = (db: Executor): ObligationSweep => ({
  dueIds: async (at, limit) => {
    const { rows } = await db.query<{ event_id: string }>(
      `SELECT event_id FROM obligation
       WHERE sweep_at <= $1 AND (parked_until IS NULL OR parked_until <= $1)
       ORDER BY sweep_at, event_id LIMIT $2`,
      [at, limit],
    );
    return rows.map(({ event_id }) => event_id);
  },
  lockDue: async (tx, eventId, at) => {
    // First, as whoever ends matters: or each would wait for what the other holds.
    await lockPlanning(tx);
    const { rows } = await tx.query<Row>(lockDue, [eventId, at]);
    return rows.map(toDue)[0];
  },
  moveOn: async (tx, eventId, { role, step, dueAt, noticeId, at, why }) => {
    await tx.query(moveOn, [eventId, role, step, dueAt, noticeId, at, why]);
  },
  stay: async (tx, eventId, at, how) => {
    await tx.query(stay, [eventId, at, how]);
  },
  park: async (eventId, at, because) => {
    await db.query(
      `UPDATE obligation SET parked_until = $2::timestamptz + interval '1 hour', stuck_because = $3 WHERE event_id = $1`,
      [eventId, at, because],
    );
  },
});

/** Acknowledgements that could not be taken higher up; each is tried again after an hour. */
export const parkedObligations = (db: Executor): Parked =>
  parkedRows(db, {
    select: `SELECT event_id::text AS id, 'acknowledgement' AS what, parks[1] AS park, stuck_because AS because, due_at,
                    parked_until AS again_at
             FROM obligation WHERE stuck_because IS NOT NULL AND sweep_at IS NOT NULL`,
    free: `UPDATE obligation SET parked_until = NULL, stuck_because = NULL
           WHERE stuck_because IS NOT NULL AND event_id::text = $1`,
  });

const lockDue = `
SELECT event_id, event_type, severity, notice.parks, subject, title_zh, title_en, notice.robot, obligation.step, steps,
       obligation.role, owner.id AS owner_id, owner.name AS owner_name, due_at,
       acknowledged_at IS NOT NULL AS acknowledged, lines
FROM obligation JOIN notice USING (event_id) LEFT JOIN official AS owner ON owner.id = owner_id
WHERE event_id = $1 AND sweep_at <= $2
FOR UPDATE OF obligation SKIP LOCKED`;

// Where nobody of the role was told it goes on to the next step at once.
const moveOn = `
WITH moved AS (
  UPDATE obligation SET step = $3, lines = lines + 1, role = $2, roles = roles || $2::text, owner_id = owner.id, due_at = $4,
         sweep_at = CASE WHEN owner.id IS NULL THEN $6::timestamptz ELSE $4 END, parked_until = NULL, stuck_because = NULL,
         acknowledged_at = NULL, acknowledged_by = NULL
  FROM (SELECT) AS always LEFT JOIN LATERAL (${ownerAmongTold('$5', '$2::text')}) AS owner ON true
  WHERE event_id = $1
  RETURNING event_id, lines AS number, role, owner.id AS person, due_at
)${addLines('moved', { parameter: '$7' }, '$6')}`;

const stay = `
WITH moved AS (
  UPDATE obligation SET sweep_at = NULL, lines = lines + 1, parked_until = NULL, stuck_because = NULL WHERE event_id = $1
  RETURNING event_id, lines AS number, role, owner_id AS person, due_at
)${addLines('moved', { parameter: '$3' }, '$2')}`;

interface Row {
  readonly event_id: string;
  readonly event_type: string;
  readonly severity: DueObligation['severity'];
  readonly parks: readonly string[];
  readonly subject: string;
  readonly title_zh: string;
  readonly title_en: string;
  readonly robot: Readonly<Record<'zh' | 'en', Wording>> | null;
  readonly step: number;
  readonly steps: DueObligation['steps'];
  readonly role: string;
  readonly owner_id: string | null;
  readonly owner_name: string | null;
  readonly due_at: Date;
  readonly acknowledged: boolean;
  readonly lines: number;
}

const toDue = (row: Row): DueObligation => ({
  eventId: row.event_id,
  eventType: row.event_type,
  severity: row.severity,
  parks: row.parks,
  subject: row.subject,
  title: { zh: row.title_zh, en: row.title_en },
  robotTitle: { zh: row.robot?.zh.title ?? row.title_zh, en: row.robot?.en.title ?? row.title_en },
  step: row.step,
  steps: row.steps,
  role: row.role,
  owner: row.owner_id === null ? undefined : { id: row.owner_id, name: row.owner_name ?? '' },
  dueAt: row.due_at,
  acknowledged: row.acknowledged,
  lines: row.lines,
});
