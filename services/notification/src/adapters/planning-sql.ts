import type { Executor } from '@yuanqu/messaging';
import { neighbouringRoles } from '../domain/deputies/neighbouring-roles.ts';
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
 * Who is told of each row of `news (event_id, event_type, severity, parks, enterprise)`: a rule names their role, their scope covers
 * one of the parks, or of an enterprise's people it is their own; and who stands in for them at that instant, if the rule and the park are theirs too,
 * or a neighbouring role where the person holds the rule's alone. One row per event
 * and person: each of them gets a message, and on the other channels what any of the rules says.
 */
export const audience = (
  news: string,
  at: string,
  { officials = 'official', rules = 'rule' }: { readonly officials?: string; readonly rules?: string } = {},
): string => `
  SELECT event_id, severity, official_id, bool_or('email' = ANY (channels)) AS email,
         bool_or('webhook' = ANY (channels)) AS webhook, bool_or('sms' = ANY (channels)) AS sms,
         array_agg(DISTINCT absent_id) FILTER (WHERE absent_id IS NOT NULL) AS on_behalf_of
  FROM (
    SELECT news.event_id, news.severity, official.id AS official_id, rule.channels, NULL::uuid AS absent_id
    FROM ${news} AS news
    JOIN ${rules} AS rule ON ${ruleHolds}
    JOIN ${officials} AS official ON ${isTold('official')}
    UNION ALL
    SELECT news.event_id, news.severity, deputy.id, rule.channels, official.id
    FROM (${standingIn(at)}) AS chain
    JOIN ${officials} AS official ON official.id = chain.absent_id
    JOIN official AS deputy ON deputy.id = chain.deputy_id
    JOIN ${news} AS news ON true
    JOIN ${rules} AS rule ON ${ruleHolds} AND ${isTold('official')} AND ${isToldInsteadOf('official', 'deputy')}
  ) AS told
  GROUP BY event_id, severity, official_id`;

const isTold = (person: string): string => `rule.role = ANY (${person}.roles) AND ${isReached(person)}`;

const isToldInsteadOf = (person: string, deputy: string): string => `${isReached(deputy)}
           AND (rule.role = ANY (${deputy}.roles)
                OR ${neighboursOf('rule.role')} && ${deputy}.roles AND ${isAloneIn(person, 'rule.role')})`;

/** The roles that may be told in the stead of one that a person holds alone, in SQL. */
export const neighboursOf = (role: string): string =>
  `CASE ${role} ${Object.entries(neighbouringRoles)
    .map(([held, neighbours]) => `WHEN '${held}' THEN ARRAY['${neighbours.join("', '")}']`)
    .join(' ')} ELSE '{}'::text[] END`;

/** Whether no other active person holds the role of one of the same scope: a task force is one of its parks. */
export const isAloneIn = (person: string, role: string): string => `NOT EXISTS (
             SELECT FROM official AS other WHERE other.id <> ${person}.id AND other.active AND ${role} = ANY (other.roles)
               AND (other.all_parks OR ${person}.all_parks OR other.parks && ${person}.parks))`;

// Whatever a rule says, no enterprise is told of another one.
const isReached = (person: string): string => `${person}.active
           AND CASE WHEN rule.role = 'enterprise' THEN ${person}.enterprise = news.enterprise
                    ELSE ${person}.all_parks OR news.parks = '{}' OR ${person}.parks && news.parks END`;

// A deputy who is away has one of their own; nobody is met twice on the way.
const standingIn = (at: string): string => `
      WITH RECURSIVE away AS (
        SELECT official_id, deputy_id FROM absence WHERE starts_at <= ${at} AND ends_at > ${at}
      ), stands_in (absent_id, deputy_id, met) AS (
        SELECT official_id, deputy_id, ARRAY[official_id, deputy_id] FROM away
        UNION ALL
        SELECT absent_id, away.deputy_id, met || away.deputy_id
        FROM stands_in JOIN away ON away.official_id = stands_in.deputy_id WHERE away.deputy_id <> ALL (met)
      )
      SELECT absent_id, deputy_id FROM stands_in`;

/**
 * What goes outside to an `audience`, and to the group chats that rules name of `news`: where, and when. An address gets what
 * its owner lets through; in quiet hours only what is critical; what is less severe than they said waits for the digest.
 * `at` is the service's clock, by which it is night or not; what is due is due by the database's, which claims it.
 */
export const outside = (at: string, robots: string): string => `
  SELECT event_id, official_id, channel, on_behalf_of,
         CASE WHEN is_gathered THEN 'gathered' ELSE 'pending' END AS state,
         CASE WHEN is_gathered THEN next_digest_at
              WHEN quiet_from IS NULL OR severity = 'critical' THEN now()
              ELSE now() + (after_quiet_hours(${at}, quiet_from, quiet_until) - ${at}) END AS due_at
  FROM (
    SELECT reached.*, quiet_from, quiet_until, next_digest_at,
           next_digest_at IS NOT NULL AND severity < digest_below AND channel IN ('email', 'robot') AS is_gathered
    FROM (
      SELECT audience.event_id, official_id, channel, audience.severity, on_behalf_of FROM audience JOIN address USING (official_id)
      WHERE address.state = 'active' AND address.min_severity <= audience.severity
        AND CASE address.channel WHEN 'email' THEN audience.email WHEN 'sms' THEN audience.sms ELSE audience.webhook END
      UNION ALL ${robots}
    ) AS reached LEFT JOIN delivery_schedule AS schedule ON schedule.recipient_id = official_id
  ) AS timed`;

/** The group chats that are told of each row of `news`: those of a role that a rule names, of one of the parks or of the district. */
export const robotsTold = (news: string, rules = 'rule'): string => `
  SELECT DISTINCT news.event_id, robot.id AS official_id, 'robot' AS channel, news.severity, NULL::uuid[] AS on_behalf_of
  FROM ${news} AS news
  JOIN ${rules} AS rule ON ${ruleHolds} AND 'robot' = ANY (rule.channels) AND rule.role <> 'enterprise'
  JOIN robot ON robot.role = rule.role AND robot.state = 'active' AND robot.min_severity <= news.severity
            AND (robot.park IS NULL OR news.parks = '{}' OR robot.park = ANY (news.parks))`;

/** For people alone. */
export const noRobots = `SELECT NULL::uuid, NULL::uuid, NULL::text, NULL::severity, NULL::uuid[] WHERE false`;

/** Turns the row of counts that a planning statement ends with into numbers. */
export function toPlanned(rows: readonly Record<keyof Planned, string>[]): Planned {
  const [row] = rows;
  return {
    notices: Number(row?.notices ?? 0),
    messages: Number(row?.messages ?? 0),
    deliveries: Number(row?.deliveries ?? 0),
  };
}
