import type { ReadTargets, SaveTargets, StoredTargets } from '../usecases/target-ports.ts';

export const readTargets: ReadTargets = async (db, park) => {
  const { rows } = await db.query<StoredTargets>(
    `SELECT park, occupancy, hysteresis, nearly_full AS "nearlyFull", set_by AS "setBy", set_at AS "setAt"
     FROM target WHERE park IN ($1, '*') ORDER BY park = '*', set_at DESC LIMIT 100`,
    [park],
  );
  return rows;
};

export const saveTargets: SaveTargets = async (
  tx,
  { park, setAt, occupancy, hysteresis, nearlyFull, setBy },
) => {
  await tx.query(
    'INSERT INTO target (park, set_at, occupancy, hysteresis, nearly_full, set_by) VALUES ($1, $2, $3, $4, $5, $6)',
    [park, setAt, occupancy, hysteresis, nearlyFull, setBy],
  );
};
