import { ifMatchHeader, type RoutePlugin, sendRevision } from '@yuanqu/service-kit';
import { type Static, Type } from 'typebox';
import { channels } from '../domain/channel.ts';
import type { Rule } from '../domain/rule.ts';
import { revisionSeen } from './revision-seen.ts';
import type { makeChangeRule, makeCreateRule, makeRemoveRule } from '../usecases/change-rules.ts';
import {
  ChannelSchema,
  EventTypeSchema,
  InstantSchema,
  orNull,
  ParkSchema,
  RoleSchema,
  SeveritySchema,
} from './schemas.ts';

export interface RuleRoutesOptions {
  readonly listRules: (filter: {
    readonly eventType?: string;
    readonly role?: string;
  }) => Promise<readonly Rule[]>;
  readonly createRule: ReturnType<typeof makeCreateRule>;
  readonly changeRule: ReturnType<typeof makeChangeRule>;
  readonly removeRule: ReturnType<typeof makeRemoveRule>;
}

const tags = ['rules'];
// Who is told what is how the programme is run: roles.md's column of the policies.
const read = { resource: 'policies', action: 'read' } as const;
const decide = { resource: 'policies', action: 'decide' } as const;

const content = {
  eventType: EventTypeSchema,
  minSeverity: SeveritySchema,
  park: orNull(ParkSchema),
  role: RoleSchema,
  channels: Type.Array(ChannelSchema, {
    maxItems: channels.length,
    description: 'in-app is always among them',
  }),
  enabled: Type.Boolean(),
};
const RuleBody = Type.Object(content, { additionalProperties: false });
const RuleChange = Type.Object(
  {
    ...content,
    revision: Type.Optional(Type.Integer({ minimum: 1, description: 'If-Match says the same' })),
  },
  { additionalProperties: false },
);
const RuleSchema = Type.Object({
  id: Type.String({ format: 'uuid' }),
  ...content,
  revision: Type.Integer(),
  changedBy: Type.String(),
  changedAt: InstantSchema,
});

/** Who is told of what on which channels, as rows that people change. */
export const ruleRoutes =
  ({ listRules, createRule, changeRule, removeRule }: RuleRoutesOptions): RoutePlugin =>
  (app) => {
    const querystring = Type.Object(
      { eventType: Type.Optional(EventTypeSchema), role: Type.Optional(RoleSchema) },
      { additionalProperties: false },
    );
    const list = Type.Object({ items: Type.Array(RuleSchema) });
    const listSchema = { tags, summary: 'Who is told of what', querystring, response: { 200: list } };
    app.get('/rules', { schema: listSchema, config: { access: read } }, async ({ query }) => ({
      items: (await listRules(query)).map(toBody),
    }));

    const createSchema = { tags, summary: 'Make a rule', body: RuleBody, response: { 201: RuleSchema } };
    app.post(
      '/rules',
      { schema: createSchema, config: { access: decide } },
      async ({ body, principal }, reply) => {
        const rule = await createRule(body, principal.subject);
        sendRevision(reply, rule.revision);
        return reply.code(201).send(toBody(rule));
      },
    );

    const params = Type.Object({ id: Type.String({ format: 'uuid' }) });
    const changeSchema = {
      tags,
      summary: 'Change a rule; If-Match, or `revision`, names what it was made from',
      params,
      headers: Type.Object(ifMatchHeader),
      body: RuleChange,
      response: { 200: RuleSchema },
    };
    app.put('/rules/:id', { schema: changeSchema, config: { access: decide } }, async (request, reply) => {
      const { revision: _, ...changed } = request.body;
      const { params: of, principal } = request;
      const rule = await changeRule(of.id, revisionSeen(request), changed, principal.subject);
      sendRevision(reply, rule.revision);
      return toBody(rule);
    });

    const removeSchema = { tags, summary: 'Take a rule away', params, response: { 204: Type.Null() } };
    app.delete(
      '/rules/:id',
      { schema: removeSchema, config: { access: decide } },
      async ({ params }, reply) => {
        await removeRule(params.id);
        return reply.code(204).send(null);
      },
    );
  };

const toBody = ({ changedAt, channels, ...rule }: Rule): Static<typeof RuleSchema> => ({
  ...(rule as Omit<Static<typeof RuleSchema>, 'channels' | 'changedAt'>),
  channels: [...channels],
  changedAt: changedAt.toISOString(),
});
