import type { Executor } from '@yuanqu/messaging';
import type { Channel } from '../domain/channel.ts';
import type { Rule } from '../domain/rule.ts';
import type { RuleStore } from '../usecases/change-rules.ts';
import type { PrismaClient } from './prisma/open-prisma.ts';

/** All rules, by event type, role and severity. */
export const makeListRules =
  (prisma: PrismaClient) =>
  async ({ eventType, role }: { readonly eventType?: string; readonly role?: string }): Promise<Rule[]> => {
    const rows = await prisma.rule.findMany({
      where: { ...(eventType && { eventType }), ...(role && { role }) },
      orderBy: [{ eventType: 'asc' }, { role: 'asc' }, { minSeverity: 'asc' }, { id: 'asc' }],
    });
    return rows as (Omit<Rule, 'channels'> & { channels: Channel[] })[];
  };

/** The roles that rules tell of events of a type. */
export async function rolesTold(tx: Executor, eventType: string): Promise<readonly string[]> {
  const { rows } = await tx.query<{ role: string }>(
    'SELECT DISTINCT role FROM rule WHERE enabled AND event_type = $1',
    [eventType],
  );
  return rows.map(({ role }) => role);
}

export const ruleStore: RuleStore = {
  lock: async (tx, id) => {
    const { rows } = await tx.query<Rule>(
      `SELECT id, event_type AS "eventType", min_severity AS "minSeverity", park, role, channels, enabled, revision,
              changed_by AS "changedBy", changed_at AS "changedAt"
       FROM rule WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return rows[0];
  },
  insert: async (tx, rule) => {
    const { rowCount } = await tx.query(
      `INSERT INTO rule (id, event_type, min_severity, park, role, channels, enabled, revision, changed_by, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
      toValues(rule),
    );
    return rowCount === 1;
  },
  update: async (tx, rule) => {
    await tx.query(
      `UPDATE rule SET event_type = $2, min_severity = $3, park = $4, role = $5, channels = $6, enabled = $7,
              revision = $8, changed_by = $9, changed_at = $10
       WHERE id = $1`,
      toValues(rule),
    );
  },
  remove: async (tx, id) => {
    await tx.query('DELETE FROM rule WHERE id = $1', [id]);
  },
};

const toValues = (rule: Rule): unknown[] => [
  rule.id,
  rule.eventType,
  rule.minSeverity,
  rule.park,
  rule.role,
  rule.channels,
  rule.enabled,
  rule.revision,
  rule.changedBy,
  rule.changedAt,
];
