import type { Executor } from '@yuanqu/messaging';
import type { AcknowledgementRule } from '../../domain/acknowledgement/acknowledgement-rule.ts';
import type { AcknowledgementRuleStore } from '../../usecases/acknowledgement/change-acknowledgement-rules.ts';
import type { ReadAcknowledgementRules } from '../../usecases/acknowledgement/open-obligations.ts';

const columns = `id, event_type AS "eventType", min_severity AS "minSeverity", role, within_days AS "withinDays", steps,
  done_within_days AS "doneWithinDays", enabled, revision, changed_by AS "changedBy", changed_at AS "changedAt"`;

/** The rules that may hold for events of these types. */
export const readAcknowledgementRules: ReadAcknowledgementRules = async (tx, eventTypes) => {
  const { rows } = await tx.query<AcknowledgementRule>(
    `SELECT ${columns} FROM acknowledgement_rule WHERE enabled AND event_type = ANY ($1)`,
    [eventTypes],
  );
  return rows;
};

export const makeAcknowledgementRuleStore = (db: Executor): AcknowledgementRuleStore => ({
  list: async () => {
    const { rows } = await db.query<AcknowledgementRule>(
      `SELECT ${columns} FROM acknowledgement_rule ORDER BY event_type, min_severity`,
    );
    return rows;
  },
  lock: async (tx, id) => {
    const { rows } = await tx.query<AcknowledgementRule>(
      `SELECT ${columns} FROM acknowledgement_rule WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return rows[0];
  },
  insert: async (tx, rule) => {
    const { rowCount } = await tx.query(
      `INSERT INTO acknowledgement_rule (id, event_type, min_severity, role, within_days, steps, enabled, revision,
                                         changed_by, changed_at, done_within_days)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
      toValues(rule),
    );
    return rowCount === 1;
  },
  update: async (tx, rule) => {
    const { rowCount } = await tx.query(
      `UPDATE acknowledgement_rule SET event_type = $2, min_severity = $3, role = $4, within_days = $5, steps = $6,
              enabled = $7, revision = $8, changed_by = $9, changed_at = $10, done_within_days = $11
       WHERE id = $1 AND NOT EXISTS (SELECT FROM acknowledgement_rule AS other
                                     WHERE other.event_type = $2 AND other.min_severity = $3 AND other.id <> $1)`,
      toValues(rule),
    );
    return rowCount === 1;
  },
  remove: async (tx, id) => {
    await tx.query('DELETE FROM acknowledgement_rule WHERE id = $1', [id]);
  },
});

const toValues = (rule: AcknowledgementRule): unknown[] => [
  rule.id,
  rule.eventType,
  rule.minSeverity,
  rule.role,
  rule.withinDays,
  JSON.stringify(rule.steps),
  rule.enabled,
  rule.revision,
  rule.changedBy,
  rule.changedAt,
  rule.doneWithinDays,
];
