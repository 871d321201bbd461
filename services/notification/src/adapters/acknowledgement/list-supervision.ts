import type { Executor } from '@yuanqu/messaging';
import type { HistoryLine, Obligation, Owner } from '../../domain/acknowledgement/obligation.ts';
import type { ListSupervision, ReadSupervision } from '../../usecases/acknowledgement/supervision.ts';

export const makeListSupervision =
  (db: Executor): ListSupervision =>
  async ({ state, at, parks, role, kind, after }, limit) => {
    const { rows } = await db.query<Row>(
      `${matters}
       WHERE ${conditions[state]} AND ($2::text[] IS NULL OR obligation.parks && $2) AND ($3::text IS NULL OR obligation.role = $3)
         AND ($4::timestamptz IS NULL OR (overdue_since, obligation.event_id) > ($4, $5::uuid))
         AND ($7::text IS NULL OR matter_kind = $7)
       ORDER BY overdue_since, obligation.event_id LIMIT $6`,
      [
        at,
        parks === '*' ? null : parks,
        role ?? null,
        after?.overdueSince ?? null,
        after?.eventId ?? null,
        limit,
        kind ?? null,
      ],
    );
    return rows.map(toObligation);
  };

export const makeReadSupervision =
  (db: Executor): ReadSupervision =>
  async (eventId, parks) => {
    const { rows } = await db.query<Row>(
      `${matters} WHERE obligation.event_id = $1 AND ($2::text[] IS NULL OR obligation.parks && $2)`,
      [eventId, parks === '*' ? null : parks],
    );
    const [row] = rows;
    if (!row) return undefined;
    const { rows: lines } = await db.query<LineRow>(
      `SELECT ${line} FROM obligation_line AS line LEFT JOIN official AS actor ON actor.id = line.person
       WHERE event_id = $1 ORDER BY number`,
      [eventId],
    );
    return { obligation: toObligation(row), history: lines.map(toLine) };
  };

// A matter that is late stays late whoever has acknowledged it. Each asks for the instant, so that all take the same parameters.
const conditions = {
  overdue: `done_at IS NULL AND overdue_since <= $1::timestamptz AND (matter_due_at IS NOT NULL OR acknowledged_at IS NULL)`,
  open: 'done_at IS NULL AND opened_at <= $1::timestamptz',
  acknowledged: 'acknowledged_at <= $1::timestamptz',
  done: 'done_at <= $1::timestamptz',
} as const;

const person = (alias: string): string =>
  `CASE WHEN ${alias}.id IS NOT NULL THEN jsonb_build_object('id', ${alias}.id, 'username', ${alias}.username, 'name', ${alias}.name) END`;

const line = `line.at, line.kind, line.role, line.due_at, ${person('actor')} AS person`;

const matters = `
SELECT obligation.event_id, event_type, severity, obligation.parks, title_zh, title_en, obligation.step, steps,
       obligation.role, ${person('owner')} AS owner, first_due_at, obligation.due_at, opened_at, acknowledged_at,
       matter_kind, matter_id, matter_due_at, overdue_since, done_at,
       to_jsonb(last) AS last_line
FROM obligation JOIN notice USING (event_id) LEFT JOIN official AS owner ON owner.id = owner_id
JOIN LATERAL (
  SELECT ${line} FROM obligation_line AS line LEFT JOIN official AS actor ON actor.id = line.person
  WHERE line.event_id = obligation.event_id ORDER BY number DESC LIMIT 1
) AS last ON true`;

interface LineRow {
  readonly at: Date | string;
  readonly kind: HistoryLine['kind'];
  readonly role: string;
  readonly due_at: Date | string | null;
  readonly person: Owner | null;
}

interface Row {
  readonly event_id: string;
  readonly event_type: string;
  readonly severity: Obligation['severity'];
  readonly parks: readonly string[];
  readonly title_zh: string;
  readonly title_en: string;
  readonly step: number;
  readonly steps: Obligation['steps'];
  readonly role: string;
  readonly owner: Owner | null;
  readonly first_due_at: Date;
  readonly due_at: Date;
  readonly opened_at: Date;
  readonly acknowledged_at: Date | null;
  readonly matter_kind: string | null;
  readonly matter_id: string | null;
  readonly matter_due_at: Date | null;
  readonly overdue_since: Date;
  readonly done_at: Date | null;
  readonly last_line: LineRow;
}

const toLine = ({ at, kind, role, due_at, person: actor }: LineRow): HistoryLine => ({
  at: new Date(at),
  kind,
  role,
  person: actor,
  dueAt: due_at === null ? null : new Date(due_at),
});

const toObligation = (row: Row): Obligation => ({
  eventId: row.event_id,
  eventType: row.event_type,
  severity: row.severity,
  parks: row.parks,
  title: { zh: row.title_zh, en: row.title_en },
  step: row.step,
  steps: row.steps,
  role: row.role,
  owner: row.owner,
  firstDueAt: row.first_due_at,
  dueAt: row.due_at,
  openedAt: row.opened_at,
  matter:
    row.matter_kind === null || row.matter_id === null
      ? null
      : { kind: row.matter_kind, id: row.matter_id, dueAt: row.matter_due_at },
  overdueSince: row.overdue_since,
  acknowledgedAt: row.acknowledged_at,
  doneAt: row.done_at,
  lastLine: toLine(row.last_line),
});
