import type { Executor } from '@yuanqu/messaging';
import type { PersonalChannel } from '../domain/channel.ts';
import type { Language } from '../domain/language.ts';
import { maskAddress } from '../domain/mask-address.ts';
import type { PreviewAudience } from '../usecases/preview-audience.ts';
import { audience } from './planning-sql.ts';

export const makePreviewAudience =
  (db: Executor): PreviewAudience =>
  async ({ eventType, severity, park }, limit) => {
    const { rows } = await db.query<Row>(preview, [
      eventType,
      severity,
      park === undefined ? [] : [park],
      limit,
    ]);
    const [first] = rows;
    return {
      people: Number(first?.people ?? 0),
      email: Number(first?.email ?? 0),
      webhook: Number(first?.webhook ?? 0),
      items: rows.map(({ id, username, roles, language, outside }) => ({
        officialId: id,
        username,
        roles,
        language,
        outside: outside.map(({ channel, target }) => ({ channel, address: maskAddress(channel, target) })),
      })),
    };
  };

interface Row {
  readonly id: string;
  readonly username: string;
  readonly roles: readonly string[];
  readonly language: Language;
  readonly outside: readonly { readonly channel: PersonalChannel; readonly target: string }[];
  readonly people: string;
  readonly email: string;
  readonly webhook: string;
}

const preview = `
WITH supposed AS (
  SELECT '00000000-0000-0000-0000-000000000000'::uuid AS event_id, $1::text AS event_type, $2::severity AS severity,
         $3::text[] AS parks
), audience AS (${audience('supposed', 'now()')}
), reached AS (
  SELECT official_id, coalesce(jsonb_agg(jsonb_build_object('channel', channel, 'target', target) ORDER BY channel)
                               FILTER (WHERE address.state = 'active' AND address.min_severity <= audience.severity
  AND CASE address.channel WHEN 'email' THEN audience.email WHEN 'sms' THEN audience.sms ELSE audience.webhook END), '[]') AS outside
  FROM audience LEFT JOIN address USING (official_id) GROUP BY official_id
)
SELECT official.id, username, roles, language, outside, count(*) OVER () AS people,
       count(*) FILTER (WHERE outside @> '[{"channel": "email"}]') OVER () AS email,
       count(*) FILTER (WHERE outside @> '[{"channel": "webhook"}]') OVER () AS webhook
FROM reached JOIN official ON official.id = reached.official_id
ORDER BY username LIMIT $4`;
