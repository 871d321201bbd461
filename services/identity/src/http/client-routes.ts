import { AppError } from '@yuanqu/domain';
import { type App, decodeCursor, PageOf, pageQuery, type RoutePlugin, toPage } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { checkOwner } from '../domain/client-authority.ts';
import type { ChangeClient } from '../usecases/change-client.ts';
import type { HoldClient, LiftClientHold } from '../usecases/hold-client.ts';
import type { FindClientDetail, ListClients } from '../usecases/lists.ts';
import type { RegisterClient } from '../usecases/register-client.ts';
import type { RetireClientSecret, RotateClientSecret } from '../usecases/rotate-client-secret.ts';
import { clientHoldRoutes } from './client-hold-routes.ts';
import {
  ClientAnswer,
  ClientChanges,
  ClientDetailAnswer,
  NewClient,
  NewSecretAnswer,
  toClientAnswer,
  toClientDetail,
} from './client-schema.ts';
import { clientSecretRoutes } from './client-secret-routes.ts';
import { fromYesNo, YesNo } from './fields.ts';
import { requestAuthority } from './request-authority.ts';
import { secretAnswer } from './secret-answer.ts';

export interface ClientRoutesOptions {
  readonly listClients: ListClients;
  readonly findClientDetail: FindClientDetail;
  readonly registerClient: RegisterClient;
  readonly changeClient: ChangeClient;
  readonly rotateClientSecret: RotateClientSecret;
  readonly retireClientSecret: RetireClientSecret;
  readonly holdClient: HoldClient;
  readonly liftClientHold: LiftClientHold;
}

/** OAuth clients: the administrator manages all, a park's operator its own, the security officer locks. */
export const clientRoutes =
  (options: ClientRoutesOptions): RoutePlugin =>
  (app: App) => {
    readRoutes(app, options);
    registerRoute(app, options);
    changeRoute(app, options);
    clientSecretRoutes(app, options);
    clientHoldRoutes(app, options);
  };

const tags = ['clients'];
const read = { resource: 'accounts', action: 'read' } as const;
const write = { resource: 'accounts', action: 'write' } as const;
const params = Type.Object({ clientId: Type.String({ maxLength: 40 }) });

function readRoutes(app: App, { listClients, findClientDetail }: ClientRoutesOptions): void {
  const querystring = Type.Object(
    {
      ...pageQuery,
      operator: Type.Optional(Type.String({ maxLength: 40 })),
      park: Type.Optional(Type.String({ maxLength: 40 })),
      active: Type.Optional(YesNo),
    },
    { additionalProperties: false },
  );
  const listSchema = {
    tags,
    summary: 'Clients by id; an operator sees its own',
    querystring,
    response: { 200: PageOf(ClientDetailAnswer) },
  };
  app.get(
    '/clients',
    { schema: listSchema, config: { access: read } },
    async ({ query, grant, principal }) => {
      const { cursor, limit, active, operator, park } = query;
      const authority = requestAuthority({ grant, principal });
      const own = authority.kind === 'operator' ? authority.operator : operator;
      if (operator !== undefined && operator !== own) return { items: [] };
      const after = decodeCursor(Type.String(), cursor);
      const filter = { operator: own, park, active: fromYesNo(active) };
      const clients = await listClients(filter, { after, take: limit + 1 });
      const page = toPage(clients, limit, {
        item: toClientDetail,
        position: ({ client }) => client.clientId,
      });
      return { ...page, items: [...page.items] };
    },
  );
  const schema = { tags, summary: 'One client', params, response: { 200: ClientDetailAnswer } };
  app.get(
    '/clients/:clientId',
    { schema, config: { access: read } },
    async ({ params, grant, principal }) => {
      const detail = await findClientDetail(params.clientId);
      const refusal = checkOwner(requestAuthority({ grant, principal }), detail?.client);
      if (refusal || !detail) throw refusal;
      return toClientDetail(detail);
    },
  );
}

function registerRoute(app: App, { registerClient }: ClientRoutesOptions): void {
  const schema = {
    tags,
    summary: 'Register an operator’s system; the answer holds its secret',
    body: NewClient,
    response: { 201: Type.Object({ ...ClientAnswer.properties, ...NewSecretAnswer }) },
  };
  app.post(
    '/clients',
    { schema, config: { access: write }, onRequest: secretAnswer },
    async ({ body, grant, principal, context }, reply) => {
      const { clientId, operator = principal.operator, ...profile } = body;
      if (operator === undefined) throw operatorMissing();
      const authority = requestAuthority({ grant, principal });
      const { client, secretId, secret } = await registerClient({
        clientId,
        operator,
        profile,
        authority,
        context,
      });
      return reply.code(201).send({ ...toClientAnswer(client), secretId, secret });
    },
  );
}

function changeRoute(app: App, { changeClient }: ClientRoutesOptions): void {
  const schema = {
    tags,
    summary: 'Change a client’s name or parks',
    params,
    body: ClientChanges,
    response: { 200: ClientAnswer },
  };
  app.patch(
    '/clients/:clientId',
    { schema, config: { access: write } },
    async ({ params, body, grant, principal, context }) => {
      const authority = requestAuthority({ grant, principal });
      const { clientId } = params;
      return toClientAnswer(await changeClient({ clientId, changes: body, authority, context }));
    },
  );
}

const operatorMissing = (): AppError =>
  new AppError('client.operator-required', 'invalid', 'Say whose system it is: operator is missing.', {
    errors: [{ pointer: '/operator', code: 'required', detail: 'is missing' }],
  });
