import { unversioned } from '@yuanqu/events';
import { ifMatchHeader, type RoutePlugin, sendRevision } from '@yuanqu/service-kit';
import { type Static, Type } from 'typebox';
import { variablesOf } from '../domain/check-template.ts';
import { noticedEvents } from '../domain/noticed-events.ts';
import { templateFormats } from '../domain/template-formats.ts';
import type { makeChangeTemplate, Template } from '../usecases/change-template.ts';
import type { makePreviewTemplate } from '../usecases/preview-template.ts';
import { revisionSeen } from './revision-seen.ts';
import { EventTypeSchema, InstantSchema, LanguageSchema } from './schemas.ts';

export interface TemplateRoutesOptions {
  readonly listTemplates: () => Promise<readonly Template[]>;
  readonly changeTemplate: ReturnType<typeof makeChangeTemplate>;
  readonly previewTemplate: ReturnType<typeof makePreviewTemplate>;
}

const tags = ['templates'];
const read = { resource: 'policies', action: 'read' } as const;
const decide = { resource: 'policies', action: 'decide' } as const;

/** The fields of a text for people. */
export const words = {
  title: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  body: Type.String({ maxLength: 4_000 }),
};
/** A template as it goes out. */
export const TemplateSchema = Type.Object({
  eventType: EventTypeSchema,
  language: LanguageSchema,
  ...words,
  revision: Type.Integer(),
  changedBy: Type.String(),
  changedAt: InstantSchema,
});
const EventTypeInfo = Type.Object({
  eventType: EventTypeSchema,
  zh: Type.String(),
  en: Type.String(),
  variables: Type.Array(Type.String()),
  formats: Type.Array(Type.String()),
});

/** What people read, as texts with the fields of events in them. */
export const templateRoutes =
  ({ listTemplates, changeTemplate, previewTemplate }: TemplateRoutesOptions): RoutePlugin =>
  (app) => {
    const typesSchema = {
      tags,
      summary: 'The events people can be told of, and what a template of each may use',
      response: { 200: Type.Object({ items: Type.Array(EventTypeInfo) }) },
    };
    app.get('/event-types', { schema: typesSchema, config: { access: read } }, () => ({ items: eventTypes }));

    const list = Type.Object({ items: Type.Array(TemplateSchema) });
    app.get(
      '/templates',
      { schema: { tags, summary: 'What people read', response: { 200: list } }, config: { access: read } },
      async () => ({ items: (await listTemplates()).map(toBody) }),
    );

    const params = Type.Object({ eventType: EventTypeSchema, language: LanguageSchema });
    const body = Type.Object(
      {
        ...words,
        revision: Type.Optional(Type.Integer({ minimum: 0, description: 'If-Match says the same' })),
      },
      { additionalProperties: false },
    );
    const changeSchema = {
      tags,
      summary: 'Change what people read; If-Match, or `revision`, names what it was made from',
      params,
      headers: Type.Object(ifMatchHeader),
      body,
      response: { 200: TemplateSchema },
    };
    app.put(
      '/templates/:eventType/:language',
      { schema: changeSchema, config: { access: decide } },
      async (request, reply) => {
        const { params: of, body, principal } = request;
        const revision = revisionSeen(request);
        const template = await changeTemplate({ ...of, ...body, revision }, principal.subject);
        sendRevision(reply, template.revision);
        return toBody(template);
      },
    );

    const previewBody = Type.Object({ ...params.properties, ...words }, { additionalProperties: false });
    const fault = Type.Object({ pointer: Type.String(), code: Type.String(), detail: Type.String() });
    const preview = Type.Object({ title: Type.String(), body: Type.String(), faults: Type.Array(fault) });
    const previewSchema = {
      tags,
      summary: 'A template filled in with the newest event of its kind',
      body: previewBody,
      response: { 200: preview },
    };
    app.post(
      '/template-previews',
      { schema: previewSchema, config: { access: decide, audit: 'none' } },
      async ({ body }) => {
        const { faults, ...wording } = await previewTemplate(body);
        return { ...wording, faults: [...faults] };
      },
    );
  };

const eventTypes: Static<typeof EventTypeInfo>[] = noticedEvents.map(({ definition, told }) => ({
  eventType: unversioned(definition.type) as Static<typeof EventTypeSchema>,
  zh: definition.summary.zh,
  en: definition.summary.en,
  variables: [...variablesOf(told)],
  formats: Object.keys(templateFormats),
}));

/** The template in that shape. */
export const toBody = ({ changedAt, ...template }: Template): Static<typeof TemplateSchema> => ({
  ...(template as Omit<Static<typeof TemplateSchema>, 'changedAt'>),
  changedAt: changedAt.toISOString(),
});
