import type { Executor } from '@yuanqu/messaging';
import type { Wording } from '../../domain/notice.ts';
import { anyEvent, type SmsTemplate } from '../../domain/sms/sms-template.ts';
import type { SmsTemplateStore } from '../../usecases/sms/change-sms-templates.ts';
import type { SendSmsPorts, SmsSource } from '../../usecases/sms/send-sms.ts';

const columns = `event_type AS "eventType", language, template_id AS "templateId", variables, revision,
  changed_by AS "changedBy", changed_at AS "changedAt"`;

export const makeSmsTemplateStore = (db: Executor): SmsTemplateStore => ({
  list: async () => {
    const { rows } = await db.query<SmsTemplate>(
      `SELECT ${columns} FROM sms_template ORDER BY event_type, language DESC`,
    );
    return rows;
  },
  lock: async (tx, eventType, language) => {
    const { rows } = await tx.query<SmsTemplate>(
      `SELECT ${columns} FROM sms_template WHERE (event_type, language) = ($1, $2) FOR UPDATE`,
      [eventType, language],
    );
    return rows[0];
  },
  save: async (tx, template) => {
    await tx.query(
      `INSERT INTO sms_template (event_type, language, template_id, variables, revision, changed_by, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (event_type, language) DO UPDATE SET template_id = excluded.template_id, variables = excluded.variables,
         revision = excluded.revision, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
      [
        template.eventType,
        template.language,
        template.templateId,
        JSON.stringify(template.variables),
        template.revision,
        template.changedBy,
        template.changedAt,
      ],
    );
  },
  remove: async (tx, eventType, language) => {
    await tx.query('DELETE FROM sms_template WHERE (event_type, language) = ($1, $2)', [eventType, language]);
  },
});

const source = `
SELECT data, severity, occurred_at AS "occurredAt", title_zh, title_en, robot,
       coalesce((SELECT array_agg(coalesce(park.name, code) ORDER BY place)
                 FROM unnest(parks) WITH ORDINALITY AS given (code, place) LEFT JOIN park USING (code)), '{}') AS "parkNames",
       (SELECT to_jsonb(chosen) FROM (SELECT ${columns} FROM sms_template
          WHERE event_type IN ($2, '${anyEvent}') AND language = $3 ORDER BY event_type = $2 DESC LIMIT 1) AS chosen) AS template
FROM notice WHERE event_id = $1`;

/** What a text message is filled from: the event's own template, or the one for any event. Throws without the notice. */
export const makeReadSmsSource =
  (db: Executor): SendSmsPorts['readSource'] =>
  async (eventId, eventType, language) => {
    const { rows } = await db.query<Row>(source, [eventId, eventType, language]);
    const [row] = rows;
    if (!row) throw new Error(`there is no notice ${eventId}`);
    const { title_zh, title_en, robot, template, ...rest } = row;
    const title = robot?.[language].title ?? { zh: title_zh, en: title_en }[language];
    return { ...rest, wording: { title, body: '' }, template: template ?? undefined };
  };

type Row = Omit<SmsSource, 'wording' | 'template'> & {
  readonly title_zh: string;
  readonly title_en: string;
  readonly robot: Readonly<Record<'zh' | 'en', Wording>> | null;
  readonly template: SmsTemplate | null;
};
