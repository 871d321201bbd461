import { AppError, type Clock } from '@yuanqu/domain';
import { isActive } from '../domain/hold.ts';
import { claimsOfClient } from '../domain/token-claims.ts';
import type { CountOutcome, FindClient, MatchesSecret, SignToken, TouchSecret } from './ports.ts';
import type { TokenGrant } from './token-grant.ts';

export interface IssueClientTokenPorts {
  readonly findClient: FindClient;
  readonly matchesSecret: MatchesSecret;
  readonly touchSecret: TouchSecret;
  readonly signToken: SignToken;
  readonly count: CountOutcome;
  readonly clock: Clock;
  readonly accessTokenS: number;
}

export type IssueClientToken = (clientId: string, secret: string) => Promise<TokenGrant>;

// A write per token would be dearer than the token.
const touchAfterMs = 3600_000;

/** A token for an operator's system, RFC 6749 §4.4. Errors: `token.invalid-client`, `token.client-revoked`. */
export const makeIssueClientToken =
  ({
    findClient,
    matchesSecret,
    touchSecret,
    signToken,
    count,
    clock,
    accessTokenS,
  }: IssueClientTokenPorts): IssueClientToken =>
  async (clientId, presented) => {
    const now = clock();
    const found = await findClient(clientId, now);
    const secret = found?.secrets.find(({ hash }) => matchesSecret(presented, hash));
    if (!found || !secret) {
      count('client-refused');
      throw new AppError('token.invalid-client', 'unauthenticated', 'The client id or its secret is wrong.');
    }
    // Said only to who knows the secret.
    if (!isActive(found.client)) {
      count('client-revoked');
      throw new AppError('token.client-revoked', 'unauthenticated', 'This client has been revoked.');
    }
    if (now.getTime() - (secret.lastUsedAt?.getTime() ?? 0) > touchAfterMs) await touchSecret(secret.id, now);
    count('client-token');
    return {
      accessToken: await signToken(claimsOfClient(found.client), accessTokenS, now),
      expiresInS: accessTokenS,
    };
  };
