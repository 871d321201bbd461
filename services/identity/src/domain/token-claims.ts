import type { Account } from './account.ts';
import type { Client } from './client.ts';

/** What a token says of its bearer, beside the registered claims (RFC 7519 §4.1). */
export interface TokenClaims {
  readonly sub: string;
  readonly name: string;
  readonly kind: 'person' | 'client';
  readonly roles: readonly string[];
  readonly parks: '*' | readonly string[];
  readonly operator?: string;
  readonly enterprise?: string;
  /** The session, for people. */
  readonly sid?: string;
}

export const claimsOfAccount = (account: Account, sessionId: string): TokenClaims => ({
  sub: account.id,
  name: account.name,
  kind: 'person',
  roles: account.roles,
  parks: account.parks,
  ...(account.operator === undefined ? {} : { operator: account.operator }),
  ...(account.enterprise === undefined ? {} : { enterprise: account.enterprise }),
  sid: sessionId,
});

export const claimsOfClient = ({ clientId, name, parks, operator }: Client): TokenClaims => ({
  sub: clientId,
  name,
  kind: 'client',
  roles: ['operator-client'],
  parks,
  operator,
});
