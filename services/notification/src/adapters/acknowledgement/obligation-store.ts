import type { Executor } from '@yuanqu/messaging';
import type { AcknowledgePorts } from '../../usecases/acknowledge-message.ts';
import type { WriteObligations } from '../../usecases/acknowledgement/open-obligations.ts';

/**
 * Who of those told by a notice owns what has to be acknowledged: of the role, who is not away, whose scope is the
 * narrowest, who owns the least, by name. Goes into a LATERAL.
 */
export const ownerAmongTold = (eventId: string, role: string, butFor = "'{}'::uuid[]"): string => `
  SELECT official.id FROM message JOIN official ON official.id = message.official_id
  WHERE message.event_id = ${eventId} AND official.active AND ${role} = ANY (official.roles) AND official.id <> ALL (${butFor})
  ORDER BY EXISTS (SELECT FROM absence WHERE absence.official_id = official.id AND starts_at <= now() AND ends_at > now()),
           official.all_parks, cardinality(official.parks),
           (SELECT count(*) FROM obligation AS owned WHERE owned.owner_id = official.id AND owned.acknowledged_at IS NULL),
           official.username
  LIMIT 1`;

/** Adds a line to the history of each row of `moved (event_id, number, role, person, due_at)`. */
export const addLines = (moved: string, kind: string, at: string): string => `
  INSERT INTO obligation_line (event_id, number, at, kind, role, person, due_at)
  SELECT event_id, number, ${at}, '${kind}', role, person, due_at FROM ${moved}`;

// The first turn of whose role somebody was told: a park without an operator begins with its task force.
// `xmin`: the notice was planned by this transaction. One that was there is redelivered, and owes nothing anew.
const open = `
WITH opened AS (
  INSERT INTO obligation (event_id, parks, steps, step, role, roles, owner_id, first_due_at, due_at, sweep_at, opened_at)
  SELECT given.event_id, notice.parks, given.steps, turn.place - 1, turn.role, ARRAY[turn.role], turn.owner_id,
         turn.due_at, turn.due_at, turn.due_at, $2
  FROM jsonb_to_recordset($1::jsonb) AS given (event_id uuid, steps jsonb, roles text[], dues timestamptz[])
  JOIN notice ON notice.event_id = given.event_id AND notice.xmin = pg_current_xact_id()::xid
  JOIN LATERAL (
    SELECT turn.*, owner.id AS owner_id FROM unnest(roles, dues) WITH ORDINALITY AS turn (role, due_at, place)
    LEFT JOIN LATERAL (${ownerAmongTold('given.event_id', 'turn.role')}) AS owner ON true
    ORDER BY owner.id IS NULL, place LIMIT 1
  ) AS turn ON true
  ORDER BY given.event_id
  ON CONFLICT DO NOTHING
  RETURNING event_id, lines AS number, role, owner_id AS person, due_at
)${addLines('opened', 'opened', '$2')}`;

export const writeObligations: WriteObligations = async (tx, obligations, at) => {
  const rows = obligations.map(({ eventId, turns, steps }) => ({
    event_id: eventId,
    steps,
    roles: turns.map(({ role }) => role),
    dues: turns.map(({ dueAt }) => dueAt.toISOString()),
  }));
  await tx.query(open, [JSON.stringify(rows), at]);
};

const close = `
WITH closed AS (
  UPDATE obligation SET acknowledged_at = $3, acknowledged_by = official.id, sweep_at = NULL, lines = lines + 1
  FROM notice, official
  WHERE notice.event_id = $1 AND official.id = $2 AND acknowledged_at IS NULL
    AND obligation.event_id = coalesce(notice.origin_event_id, notice.event_id)
    AND (owner_id = official.id OR obligation.roles && official.roles
         OR EXISTS (SELECT FROM message WHERE message.event_id = $1 AND message.official_id = $2 AND owner_id = ANY (on_behalf_of)))
  RETURNING obligation.event_id, lines AS number, role, official.id AS person, NULL::timestamptz AS due_at
)${addLines('closed', 'acknowledged', '$3')}`;

export const closeObligation: AcknowledgePorts['closeObligation'] = async (tx, eventId, officialId, at) => {
  await tx.query(close, [eventId, officialId, at]);
};

const reassign = `
WITH moved AS (
  UPDATE obligation SET owner_id = heir.id, lines = lines + 1,
         sweep_at = CASE WHEN heir.id IS NULL AND sweep_at IS NOT NULL THEN now() ELSE sweep_at END
  FROM (
    SELECT owned.event_id, told.event_id AS notice_id, owned.role FROM obligation AS owned
    JOIN notice AS told ON told.event_id = owned.event_id AND owned.step = 0
                        OR told.origin_event_id = owned.event_id AND told.step = owned.step
    WHERE owned.acknowledged_at IS NULL AND owned.owner_id = ANY ($1)
  ) AS left_behind LEFT JOIN LATERAL (${ownerAmongTold('left_behind.notice_id', 'left_behind.role', '$1')}) AS heir ON true
  WHERE obligation.event_id = left_behind.event_id AND obligation.owner_id = ANY ($1) AND acknowledged_at IS NULL
  RETURNING obligation.event_id, lines AS number, obligation.role, heir.id AS person, due_at
)${addLines('moved', 'reassigned', 'now()')}`;

/** What they owned gets another owner of the same role; where there is none it goes higher up with the next sweep. */
export const reassignObligations = async (tx: Executor, officialIds: readonly string[]): Promise<void> => {
  await tx.query(reassign, [officialIds]);
};
