import { AppError } from '@yuanqu/domain';
import type { App, Principal, RoutePlugin } from '@yuanqu/service-kit';
import { type Static, Type } from 'typebox';
import type { Account } from '../domain/account.ts';
import type { ChangeAccount } from '../usecases/change-account.ts';
import type { LogIn } from '../usecases/log-in.ts';
import type { FindAccount } from '../usecases/ports.ts';
import { ParkScopeSchema } from './fields.ts';
import { secretAnswer } from './secret-answer.ts';
import { secretRequest } from './secret-request.ts';
import { TokenAnswer, toTokenAnswer } from './token-answer.ts';

export interface MeRoutesOptions {
  readonly findAccount: FindAccount;
  readonly changeAccount: ChangeAccount;
  readonly logIn: LogIn;
}

/** Who one is, and what one may change about oneself. */
export const meRoutes =
  (options: MeRoutesOptions): RoutePlugin =>
  (app: App) => {
    readRoute(app, options);
    languageRoute(app, options);
    passwordRoute(app, options);
  };

const tags = ['me'];
const Language = Type.Union([Type.Literal('zh'), Type.Literal('en')]);
const Me = Type.Object({
  id: Type.String(),
  kind: Type.Union([Type.Literal('person'), Type.Literal('client')]),
  name: Type.String(),
  username: Type.Optional(Type.String()),
  language: Type.Optional(Language),
  roles: Type.Array(Type.String()),
  parks: ParkScopeSchema,
  operator: Type.Optional(Type.String()),
  enterprise: Type.Optional(Type.String()),
  tokenExpiresAt: Type.String({ format: 'date-time' }),
});

function readRoute(app: App, { findAccount }: MeRoutesOptions): void {
  const schema = { tags, summary: 'Who the token belongs to', response: { 200: Me } };
  app.get('/me', { schema, config: { access: 'signed-in' } }, async ({ principal }) =>
    principal.kind === 'client'
      ? clientAnswer(principal)
      : personAnswer(principal, await own(findAccount, principal)),
  );
}

function languageRoute(app: App, { findAccount, changeAccount }: MeRoutesOptions): void {
  const body = Type.Object({ language: Language }, { additionalProperties: false });
  const schema = { tags, summary: 'Choose one’s language', body, response: { 200: Me } };
  app.patch(
    '/me',
    { schema, config: { access: 'signed-in' } },
    async ({ body: { language }, principal, context }) => {
      const { id } = await own(findAccount, principal);
      return personAnswer(principal, await changeAccount({ id, changes: { language }, by: id, context }));
    },
  );
}

function passwordRoute(app: App, { findAccount, logIn }: MeRoutesOptions): void {
  const Password = Type.String({ minLength: 1, maxLength: 200 });
  const body = Type.Object(
    { currentPassword: Password, newPassword: Password },
    { additionalProperties: false },
  );
  const schema = {
    tags,
    summary: 'Change one’s password; every session ends, the answer begins a new one',
    body,
    response: { 200: TokenAnswer },
  };
  app.post(
    '/me/password',
    { schema, config: { access: 'signed-in', audit: 'none' }, onRequest: [secretRequest, secretAnswer] },
    async ({ body: { currentPassword, newPassword }, principal, id, ip }) => {
      const { username } = await own(findAccount, principal);
      const origin = { requestId: id, ip };
      return toTokenAnswer(await logIn({ username, password: currentPassword, newPassword, origin }));
    },
  );
}

async function own(findAccount: FindAccount, { kind, subject }: Principal): Promise<Account> {
  const account = kind === 'person' ? await findAccount(subject) : undefined;
  if (!account) throw new AppError('me.not-a-person', 'forbidden', 'Only people with an account have this.');
  return account;
}

const clientAnswer = ({
  subject,
  name,
  roles,
  parks,
  operator,
  tokenExpiresAt,
}: Principal): Static<typeof Me> => ({
  id: subject,
  kind: 'client',
  name,
  roles: [...roles],
  parks: parks === '*' ? '*' : [...parks],
  ...(operator === undefined ? {} : { operator }),
  tokenExpiresAt: tokenExpiresAt.toISOString(),
});

const personAnswer = ({ tokenExpiresAt }: Principal, account: Account): Static<typeof Me> => ({
  id: account.id,
  kind: 'person',
  name: account.name,
  username: account.username,
  language: account.language,
  roles: [...account.roles],
  parks: account.parks === '*' ? '*' : [...account.parks],
  ...(account.operator === undefined ? {} : { operator: account.operator }),
  ...(account.enterprise === undefined ? {} : { enterprise: account.enterprise }),
  tokenExpiresAt: tokenExpiresAt.toISOString(),
});
