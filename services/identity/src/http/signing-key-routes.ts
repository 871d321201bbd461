import type { App, RoutePlugin } from '@yuanqu/service-kit';
import { type Static, Type } from 'typebox';
import { signingKeyAt } from '../domain/signing-key-schedule.ts';
import type { ListSigningKeys } from '../usecases/lists.ts';
import type { RotateSigningKeys, WithdrawSigningKey } from '../usecases/rotate-signing-keys.ts';
import { districtOnly } from './district-only.ts';
import { Reason } from './fields.ts';

export interface SigningKeyRoutesOptions {
  readonly listSigningKeys: ListSigningKeys;
  readonly rotateSigningKeys: RotateSigningKeys;
  readonly withdrawSigningKey: WithdrawSigningKey;
  readonly now: () => Date;
}

/** The keys that sign tokens, for the administrator. */
export const signingKeyRoutes =
  (options: SigningKeyRoutesOptions): RoutePlugin =>
  (app: App) => {
    listRoute(app, options);
    changeRoutes(app, options);
  };

const tags = ['signing keys'];
const KeyState = Type.Union([Type.Literal('next'), Type.Literal('signing'), Type.Literal('verifying')]);
const KeyList = Type.Object({
  items: Type.Array(
    Type.Object({
      kid: Type.String(),
      state: KeyState,
      createdAt: Type.String({ format: 'date-time' }),
      signsFrom: Type.String({ format: 'date-time' }),
    }),
  ),
});

function listRoute(app: App, { listSigningKeys, now }: SigningKeyRoutesOptions): void {
  const schema = { tags, summary: 'The signing keys, oldest first', response: { 200: KeyList } };
  const access = { resource: 'accounts', action: 'read' } as const;
  app.get('/signing-keys', { schema, config: { access }, onRequest: districtOnly }, async () => {
    const keys = await listSigningKeys();
    const at = now();
    const signing = signingKeyAt(keys, at)?.kid;
    const stateOf = (kid: string, signsFrom: Date): Static<typeof KeyState> =>
      kid === signing ? 'signing' : signsFrom > at ? 'next' : 'verifying';
    const items = keys.map(({ kid, createdAt, signsFrom }) => ({
      kid,
      state: stateOf(kid, signsFrom),
      createdAt: createdAt.toISOString(),
      signsFrom: signsFrom.toISOString(),
    }));
    return { items };
  });
}

function changeRoutes(app: App, { rotateSigningKeys, withdrawSigningKey }: SigningKeyRoutesOptions): void {
  const access = { resource: 'accounts', action: 'write' } as const;
  const rotateSchema = {
    tags,
    summary: 'Publish the next key now; it signs as soon as everybody can know it',
    response: { 201: Type.Object({ signsFrom: Type.String({ format: 'date-time' }) }) },
  };
  app.post(
    '/signing-keys',
    { schema: rotateSchema, config: { access }, onRequest: districtOnly },
    async (_request, reply) => {
      const { signsFrom } = await rotateSigningKeys();
      return reply.code(201).send({ signsFrom: signsFrom.toISOString() });
    },
  );
  const withdrawSchema = {
    tags,
    summary: 'Withdraw a key whose secret may be known: its tokens die, another key signs at once',
    params: Type.Object({ kid: Type.String({ maxLength: 100 }) }),
    body: Type.Object({ reason: Reason }, { additionalProperties: false }),
    response: { 204: Type.Null() },
  };
  app.post(
    '/signing-keys/:kid/withdraw',
    { schema: withdrawSchema, config: { access }, onRequest: districtOnly },
    async ({ params, body }, reply) => {
      await withdrawSigningKey({ kid: params.kid, reason: body.reason });
      return reply.code(204).send(null);
    },
  );
}
