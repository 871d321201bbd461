import type { WorkingCalendar } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { HistoryLine } from '../../domain/acknowledgement/obligation.ts';
import type { AcknowledgePorts } from '../../usecases/acknowledge-message.ts';
import { lockPlanning } from '../planning-sql.ts';
import type { CloseMatters } from '../../usecases/acknowledgement/end-matters.ts';
import type {
  AddToNotices,
  OpenedObligation,
  WriteObligations,
} from '../../usecases/acknowledgement/open-obligations.ts';

/**
 * Who of those told by a notice owns what has to be acknowledged: of the role, who is not away, whose scope is the
 * narrowest, who owns the least, by name. Goes into a LATERAL.
 */
export const ownerAmongTold = (eventId: string, role: string, butFor = "'{}'::uuid[]"): string => `
  SELECT official.id FROM message JOIN official ON official.id = message.official_id
  WHERE message.event_id = ${eventId} AND official.active AND ${role} = ANY (official.roles) AND official.id <> ALL (${butFor})
  ORDER BY EXISTS (SELECT FROM absence WHERE absence.official_id = official.id AND starts_at <= now() AND ends_at > now()),
           official.all_parks, cardinality(official.parks),
           (SELECT count(*) FROM obligation AS owned WHERE owned.owner_id = official.id AND owned.sweep_at IS NOT NULL),
           official.username
  LIMIT 1`;

/** Adds a line to the history of each row of `moved (event_id, number, role, person, due_at)`. */
export const addLines = (
  moved: string,
  kind: HistoryLine['kind'] | { readonly parameter: string },
  at: string,
): string => `
  INSERT INTO obligation_line (event_id, number, at, kind, role, person, due_at)
  SELECT event_id, number, ${at}, ${typeof kind === 'string' ? `'${kind}'` : kind.parameter}, role, person, due_at FROM ${moved}`;

// The first turn of whose role somebody was told: a park without an operator begins with its task force.
// `xmin`: the notice was planned by this transaction. One that was there is redelivered, and owes nothing anew.
const open = `
WITH opened AS (
  INSERT INTO obligation (event_id, parks, steps, step, role, roles, owner_id, first_due_at, due_at, sweep_at, opened_at,
                          acknowledge, done_within_days, matter_kind, matter_id, matter_due_at, overdue_since)
  SELECT given.event_id, notice.parks, given.steps, turn.place - 1, turn.role, ARRAY[turn.role], turn.owner_id,
         turn.due_at, turn.due_at, CASE WHEN given.acknowledge THEN turn.due_at END, $2, given.acknowledge, done_within_days,
         matter_kind, matter_id, matter_due_at, coalesce(matter_due_at, turn.due_at)
  FROM jsonb_to_recordset($1::jsonb) AS given (event_id uuid, steps jsonb, roles text[], dues timestamptz[], acknowledge boolean,
    done_within_days smallint, matter_kind text, matter_id text, matter_due_at timestamptz)
  JOIN notice ON notice.event_id = given.event_id AND notice.xmin = pg_current_xact_id()::xid
  JOIN LATERAL (
    SELECT turn.*, owner.id AS owner_id FROM unnest(roles, dues) WITH ORDINALITY AS turn (role, due_at, place)
    LEFT JOIN LATERAL (${ownerAmongTold('given.event_id', 'turn.role')}) AS owner ON true
    ORDER BY owner.id IS NULL, place LIMIT 1
  ) AS turn ON true
  ORDER BY given.event_id
  ON CONFLICT DO NOTHING
  RETURNING event_id, lines AS number, role, owner_id AS person, due_at, acknowledge
), lines AS (${addLines('opened', 'opened', '$2')})
SELECT event_id AS "eventId", role, due_at AS "dueAt", acknowledge FROM opened`;

export const writeObligations: WriteObligations = async (tx, obligations, at) => {
  const rows = obligations.map(({ eventId, turns, steps, matter, acknowledge, doneWithinDays }) => ({
    event_id: eventId,
    steps,
    acknowledge,
    done_within_days: doneWithinDays,
    matter_kind: matter?.kind,
    matter_id: matter?.id,
    matter_due_at: matter?.dueAt,
    roles: turns.map(({ role }) => role),
    dues: turns.map(({ dueAt }) => dueAt.toISOString()),
  }));
  const { rows: opened } = await tx.query<OpenedObligation>(open, [JSON.stringify(rows), at]);
  return opened;
};

export const addToNotices: AddToNotices = async (tx, sentences) => {
  await tx.query(
    `UPDATE notice SET body_zh = body_zh || added.zh,
            body_en = body_en || CASE WHEN body_en = '' THEN '' ELSE ' ' END || added.en
     FROM unnest($1::uuid[], $2::text[], $3::text[]) AS added (event_id, zh, en) WHERE notice.event_id = added.event_id`,
    [
      sentences.map(({ eventId }) => eventId),
      sentences.map(({ sentence }) => sentence.zh),
      sentences.map(({ sentence }) => sentence.en),
    ],
  );
};

// What is about no matter is settled by this; a matter stays until it is done.
const close = `
  UPDATE obligation SET acknowledged_at = $3, acknowledged_by = official.id, sweep_at = NULL, lines = lines + 1,
         done_at = CASE WHEN matter_kind IS NULL THEN $3::timestamptz END, parked_until = NULL, stuck_because = NULL
  FROM notice, official
  WHERE notice.event_id = $1 AND official.id = $2 AND acknowledged_at IS NULL AND done_at IS NULL
    AND obligation.event_id = coalesce(notice.origin_event_id, notice.event_id)
    AND (owner_id = official.id OR obligation.roles && official.roles
         OR EXISTS (SELECT FROM message WHERE message.event_id = $1 AND message.official_id = $2 AND owner_id = ANY (on_behalf_of)))
  RETURNING obligation.event_id, lines, role, CASE WHEN matter_kind IS NOT NULL THEN done_within_days END AS days`;

// A step that was told leaves the matter with who acknowledged it until the date by which it has to be done.
const followUp = `
WITH followed AS (
  UPDATE obligation SET sweep_at = $2, due_at = coalesce($2, due_at) WHERE event_id = $1
)
INSERT INTO obligation_line (event_id, number, at, kind, role, person, due_at) VALUES ($1, $3, $4, 'acknowledged', $5, $6, $2)`;

export const makeCloseObligation =
  (calendar: WorkingCalendar): AcknowledgePorts['closeObligation'] =>
  async (tx, eventId, officialId, at) => {
    const { rows } = await tx.query<ClosedRow>(close, [eventId, officialId, at]);
    const [closed] = rows;
    if (!closed) return;
    const until = closed.days === null ? null : calendar.deadline(at, closed.days);
    await tx.query(followUp, [closed.event_id, until, closed.lines, at, closed.role, officialId]);
  };

interface ClosedRow {
  readonly event_id: string;
  readonly lines: number;
  readonly role: string;
  readonly days: number | null;
}

const closeDone = `
WITH done AS (
  UPDATE obligation SET done_at = ending.at, sweep_at = NULL, lines = lines + 1, parked_until = NULL, stuck_because = NULL
  FROM (
    SELECT undone.event_id, min(given.at) AS at
    FROM jsonb_to_recordset($1::jsonb) AS given (kinds text[], id text, at timestamptz)
    JOIN obligation AS undone ON undone.matter_kind = ANY (given.kinds) AND undone.matter_id = given.id AND undone.done_at IS NULL
    JOIN notice ON notice.event_id = undone.event_id AND notice.occurred_at <= given.at
    GROUP BY 1
  ) AS ending
  WHERE obligation.event_id = ending.event_id AND done_at IS NULL
  RETURNING obligation.event_id, lines AS number, role, NULL::uuid AS person, NULL::timestamptz AS due_at, done_at
)${addLines('done', 'done', 'done_at')}`;

/** Whoever ends matters has its turn to plan: those who take them higher up do, too. */
export const closeMatters: CloseMatters = async (tx, ends) => {
  await lockPlanning(tx);
  await tx.query(closeDone, [JSON.stringify(ends)]);
};

const reassign = `
WITH moved AS (
  UPDATE obligation SET owner_id = heir.id, lines = lines + 1,
         sweep_at = CASE WHEN heir.id IS NULL AND sweep_at IS NOT NULL THEN now() ELSE sweep_at END
  FROM (
    SELECT owned.event_id, told.event_id AS notice_id, owned.role FROM obligation AS owned
    JOIN notice AS told ON told.event_id = owned.event_id AND owned.step = 0
                        OR told.origin_event_id = owned.event_id AND told.step = owned.step
    WHERE owned.done_at IS NULL AND owned.owner_id = ANY ($1)
  ) AS left_behind LEFT JOIN LATERAL (${ownerAmongTold('left_behind.notice_id', 'left_behind.role', '$1')}) AS heir ON true
  WHERE obligation.event_id = left_behind.event_id AND obligation.owner_id = ANY ($1) AND done_at IS NULL
  RETURNING obligation.event_id, lines AS number, obligation.role, heir.id AS person, due_at
)${addLines('moved', 'reassigned', 'now()')}`;

/** What they owned gets another owner of the same role; where there is none it goes higher up with the next sweep. */
export const reassignObligations = async (tx: Executor, officialIds: readonly string[]): Promise<void> => {
  await lockPlanning(tx);
  await tx.query(reassign, [officialIds]);
};
