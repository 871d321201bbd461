import type { App, RoutePlugin } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { LogIn } from '../usecases/log-in.ts';
import type { LogOut } from '../usecases/log-out.ts';
import { secretAnswer } from './secret-answer.ts';
import { TokenAnswer, toTokenAnswer } from './token-answer.ts';

export interface LoginRoutesOptions {
  readonly logIn: LogIn;
  readonly logOut: LogOut;
  /** Per minute and address. */
  readonly loginsPerMinute: number;
}

/** Login and logout of people. */
export const loginRoutes =
  ({ logIn, logOut, loginsPerMinute }: LoginRoutesOptions): RoutePlugin =>
  (app: App) => {
    const schema = {
      tags: ['login'],
      summary: 'Log in with user name and password',
      body: LoginBody,
      response: { 200: TokenAnswer },
    };
    const rateLimit = {
      max: loginsPerMinute,
      timeWindow: 60_000,
      keyGenerator: ({ ip }: { ip: string }) => `login ${ip}`,
    };
    app.post(
      '/login',
      { schema, config: { access: 'public', rateLimit }, onRequest: secretAnswer },
      async ({ body, id, ip }) => toTokenAnswer(await logIn({ ...body, origin: { requestId: id, ip } })),
    );
    logoutRoute(app, logOut);
  };

const Password = Type.String({ minLength: 1, maxLength: 200 });
const LoginBody = Type.Object(
  {
    username: Type.String({ minLength: 1, maxLength: 100 }),
    password: Password,
    newPassword: Type.Optional(
      Type.String({ maxLength: 200, description: 'Replaces the password; a temporary one must be replaced' }),
    ),
  },
  { additionalProperties: false },
);

function logoutRoute(app: App, logOut: LogOut): void {
  const body = Type.Object(
    {
      refresh_token: Type.Optional(
        Type.String({ maxLength: 200, description: 'Ends its session; without it all sessions end' }),
      ),
    },
    { additionalProperties: false },
  );
  const schema = {
    tags: ['login'],
    summary: "End one's session, or all",
    body,
    response: { 204: Type.Null() },
  };
  app.post(
    '/logout',
    { schema, config: { access: 'signed-in', audit: 'none' }, onRequest: secretAnswer },
    async ({ body, principal }, reply) => {
      await logOut({ accountId: principal.subject, refreshToken: body.refresh_token });
      return reply.code(204).send(null);
    },
  );
}
