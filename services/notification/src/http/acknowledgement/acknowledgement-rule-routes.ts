import {
  type App,
  expectedRevision,
  ifMatchHeader,
  type RoutePlugin,
  sendRevision,
} from '@yuanqu/service-kit';
import { type Static, Type } from 'typebox';
import type { AcknowledgementRule } from '../../domain/acknowledgement/acknowledgement-rule.ts';
import { channels } from '../../domain/channel.ts';
import type {
  AcknowledgementRuleStore,
  makeAddAcknowledgementRule,
  makeChangeAcknowledgementRule,
  makeRemoveAcknowledgementRule,
} from '../../usecases/acknowledgement/change-acknowledgement-rules.ts';
import { ChannelSchema, EventTypeSchema, InstantSchema, RoleSchema, SeveritySchema } from '../schemas.ts';

export interface AcknowledgementRuleRoutesOptions {
  readonly listRules: AcknowledgementRuleStore['list'];
  readonly addRule: ReturnType<typeof makeAddAcknowledgementRule>;
  readonly changeRule: ReturnType<typeof makeChangeAcknowledgementRule>;
  readonly removeRule: ReturnType<typeof makeRemoveAcknowledgementRule>;
}

const tags = ['supervision'];
const read = { resource: 'policies', action: 'read' } as const;
const decide = { resource: 'policies', action: 'decide' } as const;

const WithinDays = Type.Integer({ minimum: 1, maximum: 60, description: 'Working days' });
const Step = Type.Object(
  {
    role: RoleSchema,
    withinDays: WithinDays,
    channels: Type.Array(ChannelSchema, {
      maxItems: channels.length,
      description: 'in-app is always among them',
    }),
  },
  { additionalProperties: false },
);
const DoneWithinDays = Type.Union([WithinDays, Type.Null()], {
  description:
    'Once acknowledged: working days until it has to be done; null: the next step does not hear of it',
});
const content = {
  eventType: EventTypeSchema,
  minSeverity: SeveritySchema,
  role: RoleSchema,
  withinDays: WithinDays,
  steps: Type.Array(Step, { maxItems: 5, description: 'Who hears of it next, in this order' }),
  enabled: Type.Boolean(),
};
const Body = Type.Object(
  { ...content, doneWithinDays: Type.Optional(DoneWithinDays) },
  { additionalProperties: false },
);
const RuleItem = Type.Object({
  id: Type.String(),
  ...content,
  doneWithinDays: DoneWithinDays,
  revision: Type.Integer(),
  changedBy: Type.String(),
  changedAt: InstantSchema,
});

/** `/acknowledgement-rules`: who has to acknowledge what by when, and who hears of it otherwise. */
export const acknowledgementRuleRoutes =
  (options: AcknowledgementRuleRoutesOptions): RoutePlugin =>
  (app) => {
    readAndAdd(app, options);
    changeAndRemove(app, options);
  };

function readAndAdd(app: App, { listRules, addRule }: AcknowledgementRuleRoutesOptions): void {
  const list = Type.Object({ items: Type.Array(RuleItem) });
  app.get(
    '/acknowledgement-rules',
    {
      schema: { tags, summary: 'What has to be acknowledged by when', response: { 200: list } },
      config: { access: read },
    },
    async () => ({ items: (await listRules()).map(toItem) }),
  );
  const schema = { tags, summary: 'Make such a rule', body: Body, response: { 201: RuleItem } };
  app.post(
    '/acknowledgement-rules',
    { schema, config: { access: decide } },
    async ({ body, principal }, reply) => {
      const rule = await addRule(contentOf(body), principal.subject);
      sendRevision(reply, rule.revision);
      return reply.code(201).send(toItem(rule));
    },
  );
}

function changeAndRemove(app: App, { changeRule, removeRule }: AcknowledgementRuleRoutesOptions): void {
  const params = Type.Object({ id: Type.String({ format: 'uuid' }) });
  const schema = {
    tags,
    summary: 'Change a rule; what is open keeps the steps that it was opened with',
    params,
    headers: Type.Object(ifMatchHeader),
    body: Body,
    response: { 200: RuleItem },
  };
  app.put('/acknowledgement-rules/:id', { schema, config: { access: decide } }, async (request, reply) => {
    const { params: of, body, principal } = request;
    const rule = await changeRule(of.id, expectedRevision(request), contentOf(body), principal.subject);
    sendRevision(reply, rule.revision);
    return toItem(rule);
  });
  const removeSchema = { tags, summary: 'Take a rule away', params, response: { 204: Type.Null() } };
  app.delete(
    '/acknowledgement-rules/:id',
    { schema: removeSchema, config: { access: decide } },
    async ({ params: of }, reply) => {
      await removeRule(of.id);
      return reply.code(204).send(null);
    },
  );
}

const contentOf = ({ doneWithinDays = null, ...content }: Static<typeof Body>) => ({
  ...content,
  doneWithinDays,
});

const toItem = ({ steps, changedAt, ...rule }: AcknowledgementRule): Static<typeof RuleItem> => ({
  ...(rule as Omit<Static<typeof RuleItem>, 'steps' | 'changedAt'>),
  steps: steps.map((step) => ({ ...step, channels: [...step.channels] })) as Static<typeof RuleItem>['steps'],
  changedAt: changedAt.toISOString(),
});
