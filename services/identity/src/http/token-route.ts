import { AppError } from '@yuanqu/domain';
import type { App, RoutePlugin } from '@yuanqu/service-kit';
import { type Static, Type } from 'typebox';
import type { IssueClientToken } from '../usecases/issue-client-token.ts';
import type { RefreshSession } from '../usecases/refresh-session.ts';
import type { TokenGrant } from '../usecases/token-grant.ts';
import { clientCredentials } from './client-credentials.ts';
import { registerFormBody } from './form-body.ts';
import { answerWithOAuthError } from './oauth-error.ts';
import { secretAnswer } from './secret-answer.ts';
import { TokenAnswer, toTokenAnswer } from './token-answer.ts';

export interface TokenRouteOptions {
  readonly issueClientToken: IssueClientToken;
  readonly refreshSession: RefreshSession;
}

/** The OAuth 2 token endpoint: client_credentials and refresh_token, form in, RFC 6749 errors out. */
export const tokenRoute =
  (options: TokenRouteOptions): RoutePlugin =>
  async (app: App) => {
    await app.register(async (scope: App) => {
      scope.removeAllContentTypeParsers();
      registerFormBody(scope);
      scope.setErrorHandler(answerWithOAuthError);
      const schema = {
        tags: ['login'],
        summary: 'A token for an operator’s system, or the next one of a session',
        consumes: ['application/x-www-form-urlencoded'],
        body: TokenRequest,
        response: { 200: TokenAnswer },
      };
      scope.post(
        '/token',
        { schema, config: { access: 'public' }, onRequest: secretAnswer },
        async ({ headers, body }) => toTokenAnswer(await grant(options, headers.authorization, body)),
      );
    });
  };

const Field = Type.Optional(Type.String({ maxLength: 500 }));
// Unknown parameters are passed over, RFC 6749 §3.2.
const TokenRequest = Type.Object({
  grant_type: Type.String({ maxLength: 100, description: 'client_credentials or refresh_token' }),
  client_id: Field,
  client_secret: Field,
  refresh_token: Field,
  scope: Field,
});

async function grant(
  { issueClientToken, refreshSession }: TokenRouteOptions,
  authorization: string | undefined,
  form: Static<typeof TokenRequest>,
): Promise<TokenGrant> {
  if (form.scope !== undefined)
    throw refuse(
      'invalid-scope',
      'There are no scopes: rights follow from the registration. Leave scope out.',
    );
  switch (form.grant_type) {
    case 'client_credentials': {
      const credentials = clientCredentials(authorization, form);
      if (credentials instanceof AppError) throw credentials;
      return issueClientToken(credentials.clientId, credentials.secret);
    }
    case 'refresh_token':
      if (form.refresh_token === undefined) throw refuse('invalid-request', 'refresh_token is missing.');
      return refreshSession(form.refresh_token);
    default:
      throw refuse('unsupported-grant-type', 'grant_type must be client_credentials or refresh_token.');
  }
}

const refuse = (code: string, message: string): AppError => new AppError(`token.${code}`, 'invalid', message);
