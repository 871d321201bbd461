import type {
  FindTable,
  FrozenTable,
  ListTables,
  MarkPublished,
  SaveFrozen,
  TableHead,
} from '../usecases/league-ports.ts';
import { insertFrozenUnits } from './frozen-unit-store.ts';

const head = `month, version, rule_version AS "ruleVersion", sha256, closed_by AS "closedBy",
  closed_by_name AS "closedByName", closed_at AS "closedAt", published_by AS "publishedBy",
  published_by_name AS "publishedByName", published_at AS "publishedAt", preview_until AS "previewUntil"`;

export const saveFrozen: SaveFrozen = async (tx, table, units) => {
  const { month, version, ruleVersion, document, sha256, closedBy, closedByName, closedAt, previewUntil } =
    table;
  await tx.query(
    `INSERT INTO league_table (month, version, rule_version, document, sha256, closed_by, closed_by_name, closed_at,
                               preview_until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [month, version, ruleVersion, document, sha256, closedBy, closedByName, closedAt, previewUntil ?? null],
  );
  await insertFrozenUnits(tx, month, version, units);
};

export const findTable: FindTable = async (db, month, { version, published = false } = {}) => {
  const { rows } = await db.query<Nullable<FrozenTable>>(
    `SELECT ${head}, document FROM league_table
     WHERE month = $1 AND ($2::int IS NULL OR version = $2) AND (NOT $3 OR published_at IS NOT NULL)
     ORDER BY version DESC LIMIT 1`,
    [month, version ?? null, published],
  );
  const [row] = rows;
  return row && { ...toHead(row), document: row.document };
};

export const listTables: ListTables = async (db, { after, published, limit }) => {
  const { rows } = await db.query<Nullable<TableHead>>(
    `SELECT ${head} FROM league_table
     WHERE ($1::text IS NULL OR (month, version) < ($1, $2::int)) AND (NOT $3 OR published_at IS NOT NULL)
     ORDER BY month DESC, version DESC LIMIT $4`,
    [after?.month ?? null, after?.version ?? null, published, limit],
  );
  return rows.map(toHead);
};

export const markPublished: MarkPublished = async (tx, { month, version, by, at }) => {
  await tx.query(
    'UPDATE league_table SET published_by = $3, published_by_name = $4, published_at = $5 WHERE month = $1 AND version = $2',
    [month, version, by.subject, by.name, at],
  );
};

type Nullable<Table extends TableHead> = Omit<
  Table,
  'publishedBy' | 'publishedByName' | 'publishedAt' | 'previewUntil'
> & {
  readonly previewUntil: Date | null;
  readonly publishedBy: string | null;
  readonly publishedByName: string | null;
  readonly publishedAt: Date | null;
};

const toHead = (row: Nullable<TableHead>): TableHead => ({
  month: row.month,
  version: row.version,
  ruleVersion: row.ruleVersion,
  sha256: row.sha256,
  closedBy: row.closedBy,
  closedByName: row.closedByName,
  closedAt: row.closedAt,
  ...(row.previewUntil && { previewUntil: row.previewUntil }),
  ...(row.publishedBy !== null &&
    row.publishedByName !== null &&
    row.publishedAt && {
      publishedBy: row.publishedBy,
      publishedByName: row.publishedByName,
      publishedAt: row.publishedAt,
    }),
});
