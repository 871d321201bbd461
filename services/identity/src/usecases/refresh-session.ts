import { AppError, type Clock } from '@yuanqu/domain';
import { judgeRefresh, type RevokeReason } from '../domain/refresh.ts';
import { claimsOfAccount } from '../domain/token-claims.ts';
import type {
  CountOutcome,
  HashSecret,
  InTransaction,
  KnownToken,
  NewSecret,
  SignToken,
  Unit,
} from './ports.ts';
import type { PersonLifetimes, TokenGrant } from './token-grant.ts';

export interface RefreshSessionPorts {
  readonly inTransaction: InTransaction;
  readonly hashSecret: HashSecret;
  readonly newRefreshToken: NewSecret;
  readonly signToken: SignToken;
  readonly count: CountOutcome;
  readonly clock: Clock;
  readonly lifetimes: PersonLifetimes;
}

export type RefreshSession = (refreshToken: string) => Promise<TokenGrant>;

/**
 * Trades a refresh token for the next one and a new access token with the rights of now. A token that was used before
 * ends its session, for both who hold it. Error: `token.invalid-grant`, the same for every cause.
 */
export const makeRefreshSession =
  (ports: RefreshSessionPorts): RefreshSession =>
  async (refreshToken) => {
    const { inTransaction, hashSecret, signToken, clock, lifetimes, count } = ports;
    const now = clock();
    const rotated = await inTransaction(async (unit) => {
      const known = await unit.sessions.useToken(hashSecret(refreshToken), now);
      if (!known) return undefined;
      const verdict = judgeRefresh(known, now);
      if (verdict.kind === 'revoke') await revoke(unit, known, verdict.reason, now);
      return verdict.kind === 'rotate' ? { known, next: await rotate(unit, ports, known, now) } : undefined;
    });
    if (!rotated) {
      count('refresh-refused');
      throw invalidGrant();
    }
    count('refreshed');
    const { account, sessionId } = rotated.known;
    const accessToken = await signToken(claimsOfAccount(account, sessionId), lifetimes.accessTokenS, now);
    return { accessToken, expiresInS: lifetimes.accessTokenS, refreshToken: rotated.next };
  };

async function rotate(
  unit: Unit,
  { newRefreshToken, lifetimes }: RefreshSessionPorts,
  { sessionId, session }: KnownToken,
  now: Date,
): Promise<string> {
  const { secret, hash } = newRefreshToken();
  const expiresAt = new Date(Math.min(now.getTime() + lifetimes.refreshTokenMs, session.endsAt.getTime()));
  await unit.sessions.addToken({ hash, sessionId, expiresAt });
  return secret;
}

async function revoke(
  unit: Unit,
  { sessionId, account }: KnownToken,
  reason: RevokeReason,
  now: Date,
): Promise<void> {
  await unit.sessions.revoke(sessionId, reason, now);
  await unit.record({
    action: 'session.revoked',
    resource: 'session',
    target: sessionId,
    reason,
    after: { account: account.id },
  });
}

const invalidGrant = (): AppError =>
  new AppError('token.invalid-grant', 'invalid', 'The refresh token is unknown, expired, used or revoked.');
