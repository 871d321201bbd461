import type { Executor } from '@yuanqu/messaging';
import type { OutsideChannel } from '../domain/channel.ts';
import type { Language } from '../domain/language.ts';
import { maskAddress } from '../domain/mask-address.ts';
import type { TimeOfDay } from '../domain/schedule/time-of-day.ts';
import type { Severity } from '../domain/severity.ts';
import type { DraftRule, ReadAudience, SupposedAudience, Timed } from '../usecases/preview-audience.ts';
import { namesOf } from './claim-deliveries.ts';
import { audience, outside, robotsTold } from './planning-sql.ts';

export const makeReadAudience =
  (db: Executor): ReadAudience =>
  async ({ eventType, severity, park, enterprise, draft, at, role }, limit) => {
    const parks = park === undefined ? [] : [park];
    const values = [eventType, severity, parks, at, enterprise ?? null, draft ? toRow(draft) : null];
    const { rows } = await db.query<Row>(people, [...values, role ?? null, limit]);
    const { rows: robots } = await db.query<RobotRow>(chats, [...values, role ?? null]);
    return {
      people: Number(rows[0]?.people ?? 0),
      byChannel: { ...rows[0]?.by_channel, robot: robots.length },
      items: rows.map(({ id, username, roles, language, behalf, outside: reached }) => ({
        officialId: id,
        username,
        roles,
        language,
        onBehalfOf: behalf ?? [],
        outside: reached.map((row) => toTimed(row, at)),
      })),
      robots: robots.map((row) => toRobot(row, at)),
    };
  };

const supposed = `
supposed AS (
  SELECT '00000000-0000-0000-0000-000000000000'::uuid AS event_id, $1::text AS event_type, $2::severity AS severity,
         $3::text[] AS parks, $5::text AS enterprise
), candidate AS (
  SELECT enabled, event_type, min_severity, park, role, channels FROM rule
  WHERE $6::jsonb IS NULL OR id IS DISTINCT FROM ($6::jsonb ->> 'id')::uuid
  UNION ALL
  SELECT enabled, $1::text, min_severity, park, role, channels
  FROM jsonb_to_record($6::jsonb) AS draft (enabled boolean, min_severity severity, park text, role text, channels text[])
  WHERE $6::jsonb IS NOT NULL
), audience AS MATERIALIZED (${audience('supposed', '$4::timestamptz', { rules: 'candidate' })}
), planned AS MATERIALIZED (
  SELECT reached.*, $4::timestamptz + (due_at - now()) AS at, digest_times, digest_below, working_days_only
  FROM (${outside('$4::timestamptz', robotsTold('supposed', 'candidate'))}) AS reached
  LEFT JOIN delivery_schedule ON recipient_id = official_id
)`;

const where = (target: string): string => `
  'channel', planned.channel, 'target', ${target}, 'state', planned.state, 'at', at, 'digest_times', digest_times,
  'digest_below', digest_below, 'working_days_only', working_days_only`;

const people = `
WITH ${supposed}, told AS (
  SELECT audience.official_id, audience.on_behalf_of,
         coalesce(jsonb_agg(jsonb_build_object(${where('address.target')}) ORDER BY planned.channel)
                  FILTER (WHERE planned.channel IS NOT NULL), '[]') AS outside
  FROM audience
  LEFT JOIN planned ON planned.official_id = audience.official_id AND planned.channel <> 'robot'
  LEFT JOIN address ON address.official_id = planned.official_id AND address.channel = planned.channel
  GROUP BY 1, 2
), wanted AS (
  SELECT told.*, official.username, official.roles, official.language FROM told JOIN official ON official.id = official_id
  WHERE $7::text IS NULL OR $7 = ANY (official.roles)
)
SELECT official_id AS id, username, roles, language, outside,
       CASE WHEN on_behalf_of IS NOT NULL THEN ${namesOf('on_behalf_of')} END AS behalf,
       (SELECT count(*) FROM wanted) AS people,
       (SELECT coalesce(jsonb_object_agg(channel, n), '{}')
        FROM (SELECT reached ->> 'channel' AS channel, count(*) AS n
              FROM wanted, jsonb_array_elements(outside) AS reached GROUP BY 1) AS counted) AS by_channel
FROM wanted ORDER BY username, official_id LIMIT $8`;

const chats = `
WITH ${supposed}
SELECT robot.id, robot.park, robot.role, planned.channel, robot.name AS target, planned.state, at, digest_times, digest_below,
       working_days_only
FROM planned JOIN robot ON robot.id = official_id AND planned.channel = 'robot'
WHERE $7::text IS NULL OR robot.role = $7
ORDER BY robot.park NULLS FIRST, robot.name, robot.id LIMIT 500`;

const toRow = ({ id, enabled, minSeverity, park, role, channels }: DraftRule): string =>
  JSON.stringify({ id, enabled, min_severity: minSeverity, park, role, channels });

interface ReachedRow {
  readonly channel: OutsideChannel;
  readonly target: string;
  readonly state: 'pending' | 'gathered';
  readonly at: Date | string;
  readonly digest_times: readonly number[] | null;
  readonly digest_below: Severity | null;
  readonly working_days_only: boolean | null;
}

interface RobotRow extends ReachedRow {
  readonly id: string;
  readonly park: string | null;
  readonly role: string;
}

interface Row {
  readonly id: string;
  readonly username: string;
  readonly roles: readonly string[];
  readonly language: Language;
  readonly behalf: readonly string[] | null;
  readonly outside: readonly ReachedRow[];
  readonly people: string;
  readonly by_channel: Readonly<Record<string, number>>;
}

const toRobot = (row: RobotRow, asked: Date): SupposedAudience['robots'][number] => ({
  robotId: row.id,
  park: row.park,
  role: row.role,
  ...toTimed(row, asked),
});

function toTimed(row: ReachedRow, asked: Date): Timed {
  const { channel, target, state, digest_times: times, digest_below: below } = row;
  const at = new Date(row.at);
  return {
    channel,
    address: maskAddress(channel, target),
    when: state === 'gathered' ? 'digest' : at > asked ? 'after-quiet-hours' : 'at-once',
    at,
    digest:
      times && below
        ? { times: times as readonly TimeOfDay[], below, workingDaysOnly: row.working_days_only === true }
        : null,
  };
}
