import { type Static, Type } from 'typebox';
import type { TokenGrant } from '../usecases/token-grant.ts';

/** A successful login or token request, RFC 6749 §5.1. */
export const TokenAnswer = Type.Object({
  access_token: Type.String(),
  token_type: Type.Literal('Bearer'),
  expires_in: Type.Integer({ description: 'Seconds' }),
  refresh_token: Type.Optional(Type.String({ description: 'For one use; using it twice ends the session' })),
});

export const toTokenAnswer = ({
  accessToken,
  expiresInS,
  refreshToken,
}: TokenGrant): Static<typeof TokenAnswer> => ({
  access_token: accessToken,
  token_type: 'Bearer',
  expires_in: expiresInS,
  ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
});
