import type { RoutePlugin } from '@yuanqu/service-kit';
import { UsccText } from '@yuanqu/events';
import { type Static, Type } from 'typebox';
import { outsideChannels } from '../domain/channel.ts';
import type { Audience, makePreviewAudience, Reached } from '../usecases/preview-audience.ts';
import {
  ChannelSchema,
  EventTypeSchema,
  InstantSchema,
  LanguageSchema,
  orNull,
  ParkSchema,
  RoleSchema,
  SeveritySchema,
} from './schemas.ts';

const decide = { resource: 'policies', action: 'decide' } as const;

const reached = {
  channel: Type.Enum([...outsideChannels]),
  address: Type.String({ description: 'Masked' }),
  when: Type.Enum(['at-once', 'after-quiet-hours', 'digest']),
  at: InstantSchema,
};

const Member = Type.Object({
  officialId: Type.String(),
  username: Type.String(),
  roles: Type.Array(Type.String()),
  language: LanguageSchema,
  onBehalfOf: Type.Array(Type.String(), { description: 'Who is away and for whom they stand in' }),
  outside: Type.Array(Type.Object(reached), { description: 'Besides the inbox, which has it at once' }),
});

const Robot = Type.Object({
  robotId: Type.String(),
  park: orNull(Type.String()),
  role: Type.String(),
  ...reached,
});

const Step = Type.Object({
  role: Type.String(),
  withinDays: Type.Integer(),
  channels: Type.Array(ChannelSchema),
});

const AudienceSchema = Type.Object({
  people: Type.Integer(),
  ...Object.fromEntries(outsideChannels.map((channel) => [channel, Type.Integer()])),
  items: Type.Array(Member),
  robots: Type.Array(Robot),
  acknowledgement: orNull(
    Type.Object({ role: Type.String(), dueAt: InstantSchema, steps: Type.Array(Step) }),
  ),
});

const Draft = Type.Object(
  {
    id: Type.Optional(
      Type.String({
        format: 'uuid',
        description: 'Of the rule whose place it takes; beside the others unless told',
      }),
    ),
    minSeverity: SeveritySchema,
    park: orNull(ParkSchema),
    role: RoleSchema,
    channels: Type.Array(ChannelSchema, { maxItems: outsideChannels.length + 1 }),
    enabled: Type.Boolean(),
  },
  { additionalProperties: false, description: 'A rule for the event’s type as it might be saved' },
);

const Body = Type.Object(
  {
    eventType: EventTypeSchema,
    severity: SeveritySchema,
    park: Type.Optional(ParkSchema),
    role: Type.Optional(RoleSchema),
    enterprise: Type.Optional({ ...UsccText, description: 'The enterprise that it would be about' }),
    rule: Type.Optional(Draft),
    at: Type.Optional(
      Type.String({ format: 'date-time', description: 'When it would happen; now unless told' }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: '100 unless told' })),
  },
  { additionalProperties: false },
);

/** `POST /audience-previews`: a dry run of the rules. */
export const audienceRoutes =
  (previewAudience: ReturnType<typeof makePreviewAudience>): RoutePlugin =>
  (app) => {
    const schema = {
      tags: ['rules'],
      summary: 'Who would be told of an event, through which channel and when? Nothing is sent',
      body: Body,
      response: { 200: AudienceSchema },
    };
    app.post(
      '/audience-previews',
      { schema, config: { access: decide, audit: 'none' } },
      async ({ body }) => {
        const { limit = 100, park, role, rule, enterprise, at, ...supposed } = body;
        const asked = {
          ...supposed,
          ...(park && { park }),
          ...(role && { role }),
          ...(enterprise && { enterprise }),
          ...(rule && { draft: rule }),
          ...(at && { at: new Date(at) }),
        };
        return toAnswer(await previewAudience(asked, limit));
      },
    );
  };

const toReached = <Item extends Reached>({ at, ...rest }: Item) => ({ ...rest, at: at.toISOString() });

const toAnswer = ({
  people,
  byChannel,
  items,
  robots,
  acknowledgement,
}: Audience): Static<typeof AudienceSchema> => ({
  people,
  ...Object.fromEntries(outsideChannels.map((channel) => [channel, byChannel[channel] ?? 0])),
  items: items.map(({ roles, onBehalfOf, outside, ...member }) => ({
    ...member,
    roles: [...roles],
    onBehalfOf: [...onBehalfOf],
    outside: outside.map(toReached),
  })),
  robots: robots.map(toReached),
  acknowledgement: acknowledgement
    ? {
        role: acknowledgement.role,
        dueAt: acknowledgement.dueAt.toISOString(),
        steps: acknowledgement.steps.map((step) => ({ ...step, channels: [...step.channels] })),
      }
    : null,
});
