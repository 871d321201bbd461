import { AppError } from '@yuanqu/domain';
import { type App, decodeCursor, PageOf, pageQuery, type RoutePlugin, toPage } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { ChangeAccount } from '../usecases/change-account.ts';
import type { HoldAccount, LiftAccountHold } from '../usecases/hold-account.ts';
import type { ListAccounts } from '../usecases/lists.ts';
import type { FindAccount } from '../usecases/ports.ts';
import type { RegisterAccount } from '../usecases/register-account.ts';
import type { ResetPassword } from '../usecases/reset-password.ts';
import { accountHoldRoutes } from './account-hold-routes.ts';
import {
  AccountAnswer,
  AccountChangesBody,
  NewAccount,
  TemporaryPassword,
  toAccountAnswer,
} from './account-schema.ts';
import { districtOnly } from './district-only.ts';
import { fromYesNo, RoleSchema, YesNo } from './fields.ts';
import { secretAnswer } from './secret-answer.ts';

export interface AccountRoutesOptions {
  readonly listAccounts: ListAccounts;
  readonly findAccount: FindAccount;
  readonly registerAccount: RegisterAccount;
  readonly changeAccount: ChangeAccount;
  readonly resetPassword: ResetPassword;
  readonly holdAccount: HoldAccount;
  readonly liftAccountHold: LiftAccountHold;
}

/** People's accounts: the administrator makes and changes them, the security officer locks, the auditor reads. */
export const accountRoutes =
  (options: AccountRoutesOptions): RoutePlugin =>
  (app: App) => {
    readRoutes(app, options);
    registerRoute(app, options);
    changeRoutes(app, options);
    accountHoldRoutes(app, options);
  };

const tags = ['accounts'];
const read = { resource: 'accounts', action: 'read' } as const;
const write = { resource: 'accounts', action: 'write' } as const;
const params = Type.Object({ id: Type.String({ format: 'uuid' }) });

function readRoutes(app: App, { listAccounts, findAccount }: AccountRoutesOptions): void {
  const querystring = Type.Object(
    {
      ...pageQuery,
      role: Type.Optional(RoleSchema),
      park: Type.Optional(Type.String({ maxLength: 40 })),
      active: Type.Optional(YesNo),
      search: Type.Optional(Type.String({ maxLength: 100, description: 'Part of the user name or name' })),
    },
    { additionalProperties: false },
  );
  const listSchema = {
    tags,
    summary: 'Accounts in the order in which they were made',
    querystring,
    response: { 200: PageOf(AccountAnswer) },
  };
  app.get(
    '/accounts',
    { schema: listSchema, config: { access: read }, onRequest: districtOnly },
    async ({ query: { cursor, limit, active, ...filter } }) => {
      const after = decodeCursor(Type.String({ format: 'uuid' }), cursor);
      const accounts = await listAccounts(
        { ...filter, active: fromYesNo(active) },
        { after, take: limit + 1 },
      );
      const page = toPage(accounts, limit, { item: toAccountAnswer, position: ({ id }) => id });
      return { ...page, items: [...page.items] };
    },
  );
  const schema = { tags, summary: 'One account', params, response: { 200: AccountAnswer } };
  app.get(
    '/accounts/:id',
    { schema, config: { access: read }, onRequest: districtOnly },
    async ({ params }) => {
      const account = await findAccount(params.id);
      if (!account) throw new AppError('account.unknown', 'not-found', 'There is no such account.');
      return toAccountAnswer(account);
    },
  );
}

function registerRoute(app: App, { registerAccount }: AccountRoutesOptions): void {
  const schema = {
    tags,
    summary: 'Give a person an account; the answer holds a password for one login',
    body: NewAccount,
    response: { 201: Type.Object({ ...AccountAnswer.properties, ...TemporaryPassword.properties }) },
  };
  app.post(
    '/accounts',
    { schema, config: { access: write }, onRequest: [districtOnly, secretAnswer] },
    async ({ body: { username, language = 'zh', parks = '*', ...profile }, context }, reply) => {
      const { account, temporaryPassword, temporaryUntil } = await registerAccount({
        username,
        profile: { ...profile, language, parks },
        context,
      });
      return reply.code(201).send({
        ...toAccountAnswer(account),
        temporaryPassword,
        temporaryUntil: temporaryUntil.toISOString(),
      });
    },
  );
}

function changeRoutes(app: App, { changeAccount, resetPassword }: AccountRoutesOptions): void {
  const schema = {
    tags,
    summary: 'Change a name, roles or parks; never one’s own',
    params,
    body: AccountChangesBody,
    response: { 200: AccountAnswer },
  };
  app.patch(
    '/accounts/:id',
    { schema, config: { access: write }, onRequest: districtOnly },
    async ({ params, body: { revision, ...changes }, principal, context }) =>
      toAccountAnswer(
        await changeAccount({ id: params.id, changes, revision, by: principal.subject, context }),
      ),
  );
  const resetSchema = {
    tags,
    summary: 'Give somebody who forgot the password one for one login; all sessions end',
    params,
    response: { 200: TemporaryPassword },
  };
  app.post(
    '/accounts/:id/password',
    { schema: resetSchema, config: { access: write }, onRequest: [districtOnly, secretAnswer] },
    async ({ params, principal }) => {
      const { temporaryPassword, temporaryUntil } = await resetPassword({
        id: params.id,
        by: principal.subject,
      });
      return { temporaryPassword, temporaryUntil: temporaryUntil.toISOString() };
    },
  );
}
