import type { Executor } from '@yuanqu/messaging';
import type { Planned } from '../usecases/ports.ts';

/**
 * Planning takes turns, from here to the commit. So numbers in inboxes become visible in rising order; and of a new
 * official and a new notice in two transactions, the later sees the earlier, and nobody is missed by both.
 */
export const lockPlanning = (tx: Executor): Promise<unknown> =>
  tx.query('SELECT pg_advisory_xact_lock($1)', [planningLock]);

// 'plan' in ASCII
const planningLock = 0x706c616e;

const ruleHolds = `rule.enabled AND rule.event_type = news.event_type AND rule.min_severity <= news.severity
           AND (rule.park IS NULL OR rule.park = ANY (news.parks))`;

/**
 * Who is told of each row of `news (event_id, event_type, severity, parks)`: a rule names their role, their scope
 * covers one of the parks. One row per event and person: each of them
 * gets a message, and on the other channels what any of the rules says.
 */
export const audience = (
  news: string,
  { officials = 'official', rules = 'rule' }: { readonly officials?: string; readonly rules?: string } = {},
): string => `
  SELECT news.event_id, news.severity, official.id AS official_id,
         bool_or('email' = ANY (rule.channels)) AS email,
         bool_or('webhook' = ANY (rule.channels)) AS webhook,
         bool_or('sms' = ANY (rule.channels)) AS sms
  FROM ${news} AS news
  JOIN ${rules} AS rule ON ${ruleHolds}
  JOIN ${officials} AS official ON official.active AND rule.role = ANY (official.roles)
           AND (official.all_parks OR news.parks = '{}' OR official.parks && news.parks)
  GROUP BY news.event_id, news.severity, official.id`;

/**
 * What goes outside to an `audience`, and to the group chats that rules name of `news`: where, and when. An address gets what
 * its owner lets through; in quiet hours only what is critical; what is less severe than they said waits for the digest.
 */
export const outside = (at: string, robots: string): string => `
  SELECT event_id, official_id, channel,
         CASE WHEN is_gathered THEN 'gathered' ELSE 'pending' END AS state,
         CASE WHEN is_gathered THEN next_digest_at
              WHEN quiet_from IS NULL OR severity = 'critical' THEN ${at}
              ELSE after_quiet_hours(${at}, quiet_from, quiet_until) END AS due_at
  FROM (
    SELECT reached.*, quiet_from, quiet_until, next_digest_at,
           next_digest_at IS NOT NULL AND severity < digest_below AND channel IN ('email', 'robot') AS is_gathered
    FROM (
      SELECT audience.event_id, official_id, channel, audience.severity FROM audience JOIN address USING (official_id)
      WHERE address.state = 'active' AND address.min_severity <= audience.severity
        AND CASE address.channel WHEN 'email' THEN audience.email WHEN 'sms' THEN audience.sms ELSE audience.webhook END
      UNION ALL ${robots}
    ) AS reached LEFT JOIN delivery_schedule AS schedule ON schedule.recipient_id = official_id
  ) AS timed`;

/** The group chats that are told of each row of `news`: those of a role that a rule names, of one of the parks or of the district. */
export const robotsTold = (news: string, rules = 'rule'): string => `
  SELECT DISTINCT news.event_id, robot.id AS official_id, 'robot' AS channel, news.severity
  FROM ${news} AS news
  JOIN ${rules} AS rule ON ${ruleHolds} AND 'robot' = ANY (rule.channels)
  JOIN robot ON robot.role = rule.role AND robot.state = 'active' AND robot.min_severity <= news.severity
            AND (robot.park IS NULL OR news.parks = '{}' OR robot.park = ANY (news.parks))`;

/** For people alone. */
export const noRobots = `SELECT NULL::uuid, NULL::uuid, NULL::text, NULL::severity WHERE false`;

/** Turns the row of counts that a planning statement ends with into numbers. */
export function toPlanned(rows: readonly Record<keyof Planned, string>[]): Planned {
  const [row] = rows;
  return {
    notices: Number(row?.notices ?? 0),
    messages: Number(row?.messages ?? 0),
    deliveries: Number(row?.deliveries ?? 0),
  };
}
