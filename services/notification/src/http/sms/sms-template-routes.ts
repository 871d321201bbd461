import { unversioned } from '@yuanqu/events';
import { expectedRevision, ifMatchHeader, type RoutePlugin, sendRevision } from '@yuanqu/service-kit';
import { type Static, Type } from 'typebox';
import { noticedEvents } from '../../domain/noticed-events.ts';
import { anyEvent, type SmsTemplate } from '../../domain/sms/sms-template.ts';
import type {
  makeRemoveSmsTemplate,
  makeSetSmsTemplate,
  SmsTemplateStore,
} from '../../usecases/sms/change-sms-templates.ts';
import { InstantSchema, LanguageSchema } from '../schemas.ts';

export interface SmsTemplateRoutesOptions {
  readonly listTemplates: SmsTemplateStore['list'];
  readonly setTemplate: ReturnType<typeof makeSetSmsTemplate>;
  readonly removeTemplate: ReturnType<typeof makeRemoveSmsTemplate>;
}

const tags = ['sms'];
const read = { resource: 'policies', action: 'read' } as const;
const decide = { resource: 'policies', action: 'decide' } as const;

const EventTypeOrAny = Type.Enum(
  [anyEvent, ...noticedEvents.map(({ definition }) => unversioned(definition.type))],
  {
    description: '* is any event that has no template of its own',
  },
);
const params = Type.Object({ eventType: EventTypeOrAny, language: LanguageSchema });
const content = {
  templateId: Type.String({
    minLength: 1,
    maxLength: 100,
    pattern: '\\S',
    description: 'As the provider approved it',
  }),
  variables: Type.Record(
    Type.String({ pattern: '^[A-Za-z0-9_]{1,40}$' }),
    Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
    {
      maxProperties: 20,
      description: 'By the provider’s name: a field and perhaps a format, rate | percent; or title',
    },
  ),
};
const Item = Type.Object({
  eventType: Type.String(),
  language: LanguageSchema,
  ...content,
  revision: Type.Integer(),
  changedBy: Type.String(),
  changedAt: InstantSchema,
});

/** `/sms-templates`: which template of the provider tells of an event. */
export const smsTemplateRoutes =
  ({ listTemplates, setTemplate, removeTemplate }: SmsTemplateRoutesOptions): RoutePlugin =>
  (app) => {
    const list = Type.Object({ items: Type.Array(Item) });
    const listSchema = { tags, summary: 'The provider’s templates by event', response: { 200: list } };
    app.get('/sms-templates', { schema: listSchema, config: { access: read } }, async () => ({
      items: (await listTemplates()).map(toItem),
    }));

    const setSchema = {
      tags,
      summary: 'Set which template tells of an event; If-Match "0" where there is none',
      params,
      headers: Type.Object(ifMatchHeader),
      body: Type.Object(content, { additionalProperties: false }),
      response: { 200: Item },
    };
    app.put(
      '/sms-templates/:eventType/:language',
      { schema: setSchema, config: { access: decide } },
      async (request, reply) => {
        const { params: of, body, principal } = request;
        const template = await setTemplate({ ...of, ...body }, expectedRevision(request), principal.subject);
        sendRevision(reply, template.revision);
        return toItem(template);
      },
    );

    const removeSchema = { tags, summary: 'Take one away', params, response: { 204: Type.Null() } };
    app.delete(
      '/sms-templates/:eventType/:language',
      { schema: removeSchema, config: { access: decide } },
      async ({ params: of }, reply) => {
        await removeTemplate(of.eventType, of.language);
        return reply.code(204).send(null);
      },
    );
  };

const toItem = ({ variables, changedAt, ...template }: SmsTemplate): Static<typeof Item> => ({
  ...template,
  variables: { ...variables },
  changedAt: changedAt.toISOString(),
});
