import type { Executor } from '@yuanqu/messaging';
import type { Language } from '../domain/language.ts';
import type { Wording } from '../domain/notice.ts';
import type { Templates } from '../domain/word-notice.ts';
import type { Template, TemplateStore } from '../usecases/change-template.ts';
import type { ReadTemplates } from '../usecases/ports.ts';
import type { PrismaClient } from './prisma/open-prisma.ts';

export const makeListTemplates = (prisma: PrismaClient) => async (): Promise<Template[]> => {
  const rows = await prisma.template.findMany({ orderBy: [{ eventType: 'asc' }, { language: 'desc' }] });
  return rows as (Omit<Template, 'language'> & { language: Language })[];
};

/** What group chats read where the template of people does not do. */
export const makeListRobotTemplates = (prisma: PrismaClient) => async (): Promise<Template[]> => {
  const rows = await prisma.robotTemplate.findMany({
    orderBy: [{ eventType: 'asc' }, { language: 'desc' }],
  });
  return rows as (Omit<Template, 'language'> & { language: Language })[];
};

type Table = 'template' | 'robot_template';

const makeReadTemplates =
  (table: Table): ReadTemplates =>
  async (tx, eventTypes) => {
    const { rows } = await tx.query<{ eventType: string; texts: Templates }>(
      `SELECT event_type AS "eventType", jsonb_object_agg(language, jsonb_build_object('title', title, 'body', body)) AS texts
     FROM ${table} WHERE event_type = ANY ($1) GROUP BY event_type`,
      [eventTypes],
    );
    return new Map(rows.map(({ eventType, texts }) => [eventType, texts]));
  };

export const readTemplates = makeReadTemplates('template');
export const readRobotTemplates = makeReadTemplates('robot_template');

const makeTemplateStore = (table: Table): TemplateStore => ({
  lock: async (tx, eventType, language) => {
    const { rows } = await tx.query<Template>(
      `SELECT event_type AS "eventType", language, title, body, revision, changed_by AS "changedBy",
              changed_at AS "changedAt"
       FROM ${table} WHERE (event_type, language) = ($1, $2) FOR UPDATE`,
      [eventType, language],
    );
    return rows[0];
  },
  save: (tx, template) => save(tx, table, template),
  remove: async (tx, eventType, language) => {
    const { rowCount } = await tx.query(`DELETE FROM ${table} WHERE (event_type, language) = ($1, $2)`, [
      eventType,
      language,
    ]);
    return rowCount === 1;
  },
});

export const templateStore = makeTemplateStore('template');
export const robotTemplateStore = makeTemplateStore('robot_template');

async function save(tx: Executor, table: Table, template: Template & Wording): Promise<void> {
  await tx.query(
    `INSERT INTO ${table} (event_type, language, title, body, revision, changed_by, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (event_type, language) DO UPDATE SET title = excluded.title, body = excluded.body,
       revision = excluded.revision, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
    [
      template.eventType,
      template.language,
      template.title,
      template.body,
      template.revision,
      template.changedBy,
      template.changedAt,
    ],
  );
}
