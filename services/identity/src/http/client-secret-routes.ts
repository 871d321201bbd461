import type { App } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { RetireClientSecret, RotateClientSecret } from '../usecases/rotate-client-secret.ts';
import { NewSecretAnswer } from './client-schema.ts';
import { requestAuthority } from './request-authority.ts';
import { secretAnswer } from './secret-answer.ts';

export interface ClientSecretRoutesOptions {
  readonly rotateClientSecret: RotateClientSecret;
  readonly retireClientSecret: RetireClientSecret;
}

const hourMs = 3600_000;
const weekHours = 7 * 24;
const access = { resource: 'accounts', action: 'write' } as const;
const tags = ['clients'];

/** A client's secrets: two are valid while systems change over. */
export function clientSecretRoutes(
  app: App,
  { rotateClientSecret, retireClientSecret }: ClientSecretRoutesOptions,
): void {
  const schema = {
    tags,
    summary: 'Give out a new secret; the one in use stays valid for a while',
    params: Type.Object({ clientId: Type.String({ maxLength: 40 }) }),
    body: Type.Object(
      {
        overlapHours: Type.Optional(
          Type.Integer({
            minimum: 0,
            maximum: 90 * 24,
            description: 'How long the old one stays valid: a week',
          }),
        ),
      },
      { additionalProperties: false },
    ),
    response: {
      201: Type.Object({ ...NewSecretAnswer, previousUntil: Type.String({ format: 'date-time' }) }),
    },
  };
  app.post(
    '/clients/:clientId/secrets',
    { schema, config: { access }, onRequest: secretAnswer },
    async ({ params, body, grant, principal }, reply) => {
      const overlapMs = (body.overlapHours ?? weekHours) * hourMs;
      const { clientId } = params;
      const rotated = await rotateClientSecret({
        clientId,
        overlapMs,
        authority: requestAuthority({ grant, principal }),
      });
      return reply.code(201).send({ ...rotated, previousUntil: rotated.previousUntil.toISOString() });
    },
  );
  const retireSchema = {
    tags,
    summary: 'End an old secret at once',
    params: Type.Object({
      clientId: Type.String({ maxLength: 40 }),
      secretId: Type.String({ format: 'uuid' }),
    }),
    response: { 204: Type.Null() },
  };
  app.delete(
    '/clients/:clientId/secrets/:secretId',
    { schema: retireSchema, config: { access } },
    async ({ params, grant, principal }, reply) => {
      await retireClientSecret({ ...params, authority: requestAuthority({ grant, principal }) });
      return reply.code(204).send(null);
    },
  );
}
