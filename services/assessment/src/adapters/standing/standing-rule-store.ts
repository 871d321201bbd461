import type {
  ListStandingRules,
  SaveStandingRule,
  StoredStandingRule,
} from '../../usecases/standing/standing-ports.ts';

export const listStandingRules: ListStandingRules = async (db) => {
  const { rows } = await db.query<StoredStandingRule>(
    `SELECT version, effective_from AS "effectiveFrom", definition, created_by AS "createdBy", created_at AS "createdAt"
     FROM operator_standing_rule ORDER BY effective_from DESC, created_at DESC, version DESC`,
  );
  return rows;
};

export const saveStandingRule: SaveStandingRule = async (
  tx,
  { version, effectiveFrom, definition, createdBy, createdAt },
) => {
  const { rowCount } = await tx.query(
    `INSERT INTO operator_standing_rule (version, effective_from, definition, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [version, effectiveFrom, JSON.stringify(definition), createdBy, createdAt],
  );
  return rowCount === 1;
};
