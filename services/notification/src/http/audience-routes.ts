import type { RoutePlugin } from '@yuanqu/service-kit';
import { type Static, Type } from 'typebox';
import { personalChannels } from '../domain/channel.ts';
import type { AudienceMember, PreviewAudience } from '../usecases/preview-audience.ts';
import { EventTypeSchema, LanguageSchema, ParkSchema, SeveritySchema } from './schemas.ts';

const decide = { resource: 'policies', action: 'decide' } as const;

const Member = Type.Object({
  officialId: Type.String(),
  username: Type.String(),
  roles: Type.Array(Type.String()),
  language: LanguageSchema,
  outside: Type.Array(
    Type.Object({
      channel: Type.Enum([...personalChannels]),
      address: Type.String({ description: 'Masked' }),
    }),
  ),
});

/** `POST /audience-previews`: a dry run of the rules. */
export const audienceRoutes =
  (previewAudience: PreviewAudience): RoutePlugin =>
  (app) => {
    const body = Type.Object(
      {
        eventType: EventTypeSchema,
        severity: SeveritySchema,
        park: Type.Optional(ParkSchema),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: '100 unless told' })),
      },
      { additionalProperties: false },
    );
    const Audience = Type.Object({
      people: Type.Integer(),
      email: Type.Integer(),
      webhook: Type.Integer(),
      items: Type.Array(Member),
    });
    const schema = {
      tags: ['rules'],
      summary: 'Who would be told of an event? Nothing is sent',
      body,
      response: { 200: Audience },
    };
    app.post(
      '/audience-previews',
      { schema, config: { access: decide, audit: 'none' } },
      async ({ body }) => {
        const { limit = 100, park, ...supposed } = body;
        const audience = await previewAudience({ ...supposed, ...(park && { park }) }, limit);
        return { ...audience, items: audience.items.map(toMember) };
      },
    );
  };

const toMember = ({
  officialId,
  username,
  roles,
  language,
  outside,
}: AudienceMember): Static<typeof Member> => ({
  officialId,
  username,
  roles: [...roles],
  language,
  outside: [...outside],
});
