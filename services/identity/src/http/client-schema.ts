import { OperatorCode, ParkCode } from '@yuanqu/events';
import { type Static, Type } from 'typebox';
import type { Client } from '../domain/client.ts';
import type { ClientSecret } from '../domain/client-secret.ts';
import { isActive } from '../domain/hold.ts';
import type { ClientDetail } from '../usecases/lists.ts';
import { HoldSchema, Name } from './fields.ts';

const Parks = Type.Array(ParkCode, { minItems: 1, maxItems: 200, uniqueItems: true });
const Instant = Type.String({ format: 'date-time' });

export const ClientAnswer = Type.Object({
  clientId: Type.String(),
  name: Type.String(),
  operator: OperatorCode,
  parks: Type.Array(ParkCode),
  active: Type.Boolean(),
  holds: Type.Array(HoldSchema),
  demo: Type.Boolean(),
  revision: Type.Integer(),
});

/** With what is known of its secrets: never the secrets. */
export const ClientDetailAnswer = Type.Object({
  ...ClientAnswer.properties,
  secrets: Type.Array(
    Type.Object({
      id: Type.String(),
      createdAt: Instant,
      expiresAt: Type.Optional(Instant),
      lastUsedAt: Type.Optional(Type.String({ format: 'date-time', description: 'To the hour' })),
    }),
  ),
});

export const NewClient = Type.Object(
  {
    clientId: Type.String({
      pattern: '^[a-z0-9][a-z0-9-]{2,39}$',
      description: '3 to 40 small letters, digits and hyphens, such as operator-software',
    }),
    name: Name,
    operator: Type.Optional(OperatorCode),
    parks: Parks,
  },
  { additionalProperties: false },
);

export const ClientChanges = Type.Object(
  { name: Type.Optional(Name), parks: Type.Optional(Parks) },
  { additionalProperties: false },
);

export const NewSecretAnswer = {
  secretId: Type.String(),
  secret: Type.String({ description: 'Shown this once' }),
};

export const toClientAnswer = (client: Client): Static<typeof ClientAnswer> => ({
  clientId: client.clientId,
  name: client.name,
  operator: client.operator,
  parks: [...client.parks],
  active: isActive(client),
  holds: client.holds.map((hold) => ({ ...hold })),
  demo: client.demo,
  revision: client.revision,
});

export const toClientDetail = ({ client, secrets }: ClientDetail): Static<typeof ClientDetailAnswer> => ({
  ...toClientAnswer(client),
  secrets: secrets.map(toSecretAnswer),
});

const toSecretAnswer = ({ id, createdAt, expiresAt, lastUsedAt }: ClientSecret) => ({
  id,
  createdAt: createdAt.toISOString(),
  ...(expiresAt === undefined ? {} : { expiresAt: expiresAt.toISOString() }),
  ...(lastUsedAt === undefined ? {} : { lastUsedAt: lastUsedAt.toISOString() }),
});
