import { expectedRevision, ifMatchHeader, type RoutePlugin, sendRevision } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type {
  makeChangeTemplate,
  makeRemoveRobotTemplate,
  Template,
} from '../../usecases/change-template.ts';
import { EventTypeSchema, LanguageSchema } from '../schemas.ts';
import { TemplateSchema, toBody, words } from '../template-routes.ts';

export interface RobotTemplateRoutesOptions {
  readonly listTemplates: () => Promise<readonly Template[]>;
  readonly changeTemplate: ReturnType<typeof makeChangeTemplate>;
  readonly removeTemplate: ReturnType<typeof makeRemoveRobotTemplate>;
}

const tags = ['robots'];
const read = { resource: 'policies', action: 'read' } as const;
const decide = { resource: 'policies', action: 'decide' } as const;
const params = Type.Object({ eventType: EventTypeSchema, language: LanguageSchema });

/** `/robot-templates`: what group chats read, where the template of people does not do. */
export const robotTemplateRoutes =
  ({ listTemplates, changeTemplate, removeTemplate }: RobotTemplateRoutesOptions): RoutePlugin =>
  (app) => {
    const list = Type.Object({ items: Type.Array(TemplateSchema) });
    const listSchema = { tags, summary: 'What group chats read instead', response: { 200: list } };
    app.get('/robot-templates', { schema: listSchema, config: { access: read } }, async () => ({
      items: (await listTemplates()).map(toBody),
    }));

    const changeSchema = {
      tags,
      summary: 'Change what group chats read; If-Match "0" makes one. Fields about persons are refused',
      params,
      headers: Type.Object(ifMatchHeader),
      body: Type.Object(words, { additionalProperties: false }),
      response: { 200: TemplateSchema },
    };
    app.put(
      '/robot-templates/:eventType/:language',
      { schema: changeSchema, config: { access: decide } },
      async (request, reply) => {
        const { params: of, body, principal } = request;
        const revision = expectedRevision(request);
        const template = await changeTemplate({ ...of, ...body, revision }, principal.subject);
        sendRevision(reply, template.revision);
        return toBody(template);
      },
    );

    const removeSchema = {
      tags,
      summary: 'Let group chats read the template of people again',
      params,
      response: { 204: Type.Null() },
    };
    app.delete(
      '/robot-templates/:eventType/:language',
      { schema: removeSchema, config: { access: decide } },
      async ({ params: of }, reply) => {
        await removeTemplate(of.eventType, of.language);
        return reply.code(204).send(null);
      },
    );
  };
