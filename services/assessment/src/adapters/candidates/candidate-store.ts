import { Month } from '@yuanqu/domain';
import type {
  KeepCandidates,
  ListUntold,
  ReadOccupancyTargets,
  TakeMonth,
} from '../../usecases/candidates/candidate-ports.ts';

export const listUntold: ListUntold = async (db) => {
  const { rows } = await db.query<{ month: Month; version: number }>(
    `SELECT t.month, max(t.version) AS version FROM league_table t LEFT JOIN renovation_month r ON r.month = t.month
     WHERE t.published_at IS NOT NULL GROUP BY t.month, r.version
     HAVING max(t.version) > coalesce(r.version, 0) ORDER BY t.month`,
  );
  return rows;
};

export const takeMonth: TakeMonth = async (tx, month, version) => {
  const { rowCount } = await tx.query(
    `INSERT INTO renovation_month (month, version) VALUES ($1, $2)
     ON CONFLICT (month) DO UPDATE SET version = EXCLUDED.version WHERE renovation_month.version < EXCLUDED.version`,
    [month, version],
  );
  return rowCount === 1;
};

/** A park that a later version has not as a candidate any more keeps its row: it is not told of a second time. */
export const keepCandidates: KeepCandidates = async (tx, month, parks) => {
  await tx.query('UPDATE renovation_candidate SET candidate = park = ANY ($2::text[]) WHERE month = $1', [
    month,
    parks,
  ]);
  const { rows } = await tx.query<{ park: string }>(
    `INSERT INTO renovation_candidate (month, park, candidate) SELECT $1, unnest($2::text[]), true
     ON CONFLICT DO NOTHING RETURNING park`,
    [month, parks],
  );
  const { rows: before } = await tx.query<{ park: string }>(
    'SELECT park FROM renovation_candidate WHERE month = $1 AND candidate',
    [Month.previous(month)],
  );
  const known = new Set(before.map(({ park }) => park));
  return rows.map(({ park }) => park).filter((park) => !known.has(park));
};

export const readOccupancyTargets: ReadOccupancyTargets = async (db) => {
  const { rows } = await db.query<{ park: string; occupancy: number }>(
    'SELECT DISTINCT ON (park) park, occupancy FROM target ORDER BY park, set_at DESC',
  );
  return new Map(rows.map(({ park, occupancy }) => [park, occupancy]));
};
