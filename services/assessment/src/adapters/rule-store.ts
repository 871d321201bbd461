import type { ListRules, SaveRule, StoredRule } from '../usecases/league-ports.ts';

export const listRules: ListRules = async (db) => {
  const { rows } = await db.query<StoredRule>(
    `SELECT version, effective_from AS "effectiveFrom", definition, created_by AS "createdBy", created_at AS "createdAt"
     FROM scoring_rule ORDER BY effective_from DESC, created_at DESC, version DESC`,
  );
  return rows;
};

export const saveRule: SaveRule = async (
  tx,
  { version, effectiveFrom, definition, createdBy, createdAt },
) => {
  const { rowCount } = await tx.query(
    `INSERT INTO scoring_rule (version, effective_from, definition, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [version, effectiveFrom, JSON.stringify(definition), createdBy, createdAt],
  );
  return rowCount === 1;
};
