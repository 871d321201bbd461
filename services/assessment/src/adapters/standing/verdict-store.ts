import type { Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { type Parked, parkedRows } from '@yuanqu/service-kit';
import type { PublishedTable } from '../../domain/standing/months-to-judge.ts';
import type { TableLine } from '../../domain/standing/month-verdict.ts';
import type {
  IsStuck,
  JudgedTable,
  ListClosed,
  ListDone,
  ListPublished,
  ListStuck,
  ReadLines,
  SaveDone,
  SaveVerdict,
} from '../../usecases/standing/standing-ports.ts';

export const listPublished: ListPublished = async (db) => {
  const { rows } = await db.query<PublishedTable>(
    `SELECT t.month, t.version, m.state = 'open' AS "isReopened"
     FROM league_table t JOIN league_month m ON m.month = t.month WHERE t.published_at IS NOT NULL`,
  );
  return rows;
};

export const listClosed: ListClosed = async (db) => {
  const { rows } = await db.query<{ month: Month }>(
    `SELECT month FROM league_month m WHERE state = 'closed'
       AND NOT EXISTS (SELECT FROM league_table t WHERE t.month = m.month AND t.published_at IS NOT NULL)`,
  );
  return rows.map(({ month }) => month);
};

export const listDone: ListDone = async (db) => {
  const { rows } = await db.query<DoneRow>(
    'SELECT month, version, outcome, rule, at FROM standing_month ORDER BY month DESC, version DESC',
  );
  return rows.map(doneOf);
};

type DoneRow = Omit<JudgedTable, 'rule'> & { readonly rule: string | null };

const doneOf = ({ rule, ...table }: DoneRow): JudgedTable => ({ ...table, rule: rule ?? undefined });

export const saveDone: SaveDone = async (tx, { month, version, outcome, rule, at }) => {
  await tx.query(
    'INSERT INTO standing_month (month, version, outcome, rule, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
    [month, version, outcome, rule, at],
  );
};

// The frozen document is JSON text; of each line only what standing goes by is taken.
export const readLines: ReadLines = async (db, month, version) => {
  const { rows } = await db.query<{ line: TableLine }>(
    `SELECT jsonb_strip_nulls(jsonb_build_object('park', s->'park', 'standing', s->'standing', 'score', s->'score',
              'rank', s->'rank', 'grade', s->'grade')) AS line
     FROM league_table t, jsonb_array_elements(t.document::jsonb->'scores') AS s
     WHERE t.month = $1 AND t.version = $2 AND t.published_at IS NOT NULL ORDER BY s->>'park' COLLATE "C"`,
    [month, version],
  );
  return rows.map(({ line }) => line);
};

export const saveVerdict: SaveVerdict = async (tx, verdict) => {
  const { month, version, park, operator, standing, reason, at } = verdict;
  const { rowCount } = await tx.query(
    `INSERT INTO standing_verdict AS v (month, version, park, operator, standing, verdict, reason_zh, reason_en, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (month, version, park) DO UPDATE
       SET operator = EXCLUDED.operator, standing = EXCLUDED.standing, verdict = EXCLUDED.verdict,
           reason_zh = EXCLUDED.reason_zh, reason_en = EXCLUDED.reason_en, at = EXCLUDED.at
       WHERE v.verdict = 'stuck'`,
    [month, version, park, operator, standing, verdict.verdict, reason.zh, reason.en, at],
  );
  return rowCount === 1;
};

export const listStuck: ListStuck = async (db) => {
  const { rows } = await db.query<{ month: Month; version: number; park: string }>(
    `SELECT month, version, park FROM standing_verdict WHERE verdict = 'stuck' ORDER BY month, version, park`,
  );
  return rows;
};

export const isStuck: IsStuck = async (tx, month, version, park) => {
  const { rowCount } = await tx.query(
    `SELECT FROM standing_verdict
     WHERE park = $3 AND verdict = 'stuck' AND (month, version) < ($1, $2::int) LIMIT 1`,
    [month, version, park],
  );
  return rowCount === 1;
};

/** Standings whose deadline, and months whose verdict, could not be dealt with; a month is tried again by every run. */
export const parkedStandings = (db: Executor, { name }: { readonly name: string }): Parked =>
  parkedRows(db, {
    select: `SELECT id::text AS id, kind AS what, park, stuck_because AS because, due_at, NULL::timestamptz AS again_at
             FROM chassis.case_file WHERE kind = '${name}' AND stuck_because IS NOT NULL
             UNION ALL SELECT park || '-' || month || '-' || version, 'standing-month', park, reason_en, NULL, at
             FROM standing_verdict WHERE verdict = 'stuck'`,
    free: `UPDATE chassis.case_file SET stuck_because = NULL
           WHERE kind = '${name}' AND stuck_because IS NOT NULL AND id::text = $1`,
  });
