import { AppError, type Clock, newId } from '@yuanqu/domain';
import { isActive } from '../domain/hold.ts';
import { checkPassword } from '../domain/password-policy.ts';
import { claimsOfAccount } from '../domain/token-claims.ts';
import { normalizeUsername } from '../domain/username.ts';
import type { RequestOrigin } from './audit-entry.ts';
import { asActor, type CheckCredential } from './check-credential.ts';
import type {
  CountOutcome,
  Credential,
  InTransaction,
  NewSecret,
  PasswordHashing,
  SignToken,
  Unit,
} from './ports.ts';
import type { PersonLifetimes, TokenGrant } from './token-grant.ts';

export interface LogInPorts {
  readonly checkCredential: CheckCredential;
  readonly passwords: PasswordHashing;
  readonly inTransaction: InTransaction;
  readonly newRefreshToken: NewSecret;
  readonly signToken: SignToken;
  readonly count: CountOutcome;
  readonly clock: Clock;
  readonly lifetimes: PersonLifetimes;
}

export interface LogInCommand {
  readonly username: string;
  readonly password: string;
  /** Replaces the password; a temporary one must be replaced. Every other session ends. */
  readonly newPassword?: string | undefined;
  readonly origin: RequestOrigin;
}

export type LogIn = (command: LogInCommand) => Promise<TokenGrant>;

/**
 * Opens a session for a person who knows the password, and changes the password if asked to.
 * Errors: those of `makeCheckCredential`, `login.inactive`, `password.expired`, `password.change-required`,
 * `password.weak`, `password.unchanged`, `password.changed-meanwhile`.
 */
export const makeLogIn =
  (ports: LogInPorts): LogIn =>
  async ({ username, password, newPassword, origin }) => {
    const { checkCredential, inTransaction, signToken, clock, lifetimes, count } = ports;
    const credential = await checkCredential(normalizeUsername(username), password, origin);
    const { account } = credential;
    const now = clock();
    const refusal = refuse(credential, password, newPassword, now);
    if (refusal) {
      count(refusal.code);
      throw refusal;
    }
    const hash = await hashToKeep(ports.passwords, credential, password, newPassword);
    const sessionId = newId();
    const refreshToken = await inTransaction(async (unit) => {
      if (hash !== undefined) await keep(unit, credential, hash, newPassword !== undefined, now);
      const action = newPassword === undefined ? 'account.logged-in' : 'account.password-changed';
      await unit.record({ action, resource: 'account', target: account.id }, asActor(credential, origin));
      return openSession(unit, ports, { id: sessionId, accountId: account.id, now });
    });
    count('ok');
    const accessToken = await signToken(claimsOfAccount(account, sessionId), lifetimes.accessTokenS, now);
    return { accessToken, expiresInS: lifetimes.accessTokenS, refreshToken };
  };

function refuse(
  { account, temporaryUntil }: Credential,
  password: string,
  newPassword: string | undefined,
  now: Date,
): AppError | undefined {
  if (!isActive(account))
    return new AppError(
      'login.inactive',
      'forbidden',
      'This account is closed or locked; ask the administrator.',
    );
  if (temporaryUntil && temporaryUntil <= now)
    return new AppError(
      'password.expired',
      'forbidden',
      'The temporary password has expired; ask for a new one.',
    );
  if (newPassword === undefined)
    return temporaryUntil
      ? new AppError(
          'password.change-required',
          'forbidden',
          'The password is temporary: log in with newPassword to choose your own.',
        )
      : undefined;
  if (newPassword === password)
    return new AppError('password.unchanged', 'invalid', 'The new password is the old one.');
  return checkPassword(newPassword, account.username);
}

/** The hash of the new password, or of the old one when hashes are made more dearly now than when it was kept. */
async function hashToKeep(
  passwords: PasswordHashing,
  { hash }: Credential,
  password: string,
  newPassword: string | undefined,
): Promise<string | undefined> {
  if (newPassword !== undefined) return passwords.hash(newPassword);
  return passwords.isOutdated(hash) ? passwords.hash(password) : undefined;
}

async function keep(
  unit: Unit,
  { account, hash: oldHash }: Credential,
  hash: string,
  isNew: boolean,
  now: Date,
): Promise<void> {
  const replaced = await unit.passwords.replace(oldHash, { accountId: account.id, hash, changedAt: now });
  if (!isNew) return;
  if (!replaced)
    throw new AppError(
      'password.changed-meanwhile',
      'conflict',
      'The password was changed at the same moment.',
    );
  await unit.sessions.revokeAll(account.id, 'password-changed', now);
}

async function openSession(
  unit: Unit,
  { newRefreshToken, lifetimes }: LogInPorts,
  { id, accountId, now }: { readonly id: string; readonly accountId: string; readonly now: Date },
): Promise<string> {
  const { secret, hash } = newRefreshToken();
  const endsAt = new Date(now.getTime() + lifetimes.sessionMs);
  await unit.sessions.open({ id, accountId, openedAt: now, endsAt });
  const expiresAt = new Date(now.getTime() + lifetimes.refreshTokenMs);
  await unit.sessions.addToken({ hash, sessionId: id, expiresAt });
  return secret;
}
