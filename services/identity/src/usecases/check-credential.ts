import { AppError, type Clock } from '@yuanqu/domain';
import type { AuditEntry, AuditOrigin, RequestOrigin } from './audit-entry.ts';
import type {
  CountOutcome,
  Credential,
  FindCredential,
  InTransaction,
  LoginFailures,
  OneAtATime,
  PasswordHashing,
} from './ports.ts';

export interface CheckCredentialPorts {
  readonly oneAtATime: OneAtATime;
  readonly failures: LoginFailures;
  readonly findCredential: FindCredential;
  readonly passwords: PasswordHashing;
  readonly inTransaction: InTransaction;
  readonly count: CountOutcome;
  readonly clock: Clock;
}

export type CheckCredential = (
  username: string,
  password: string,
  origin: RequestOrigin,
) => Promise<Credential>;

/**
 * Whether the password is this person's. Known and unknown names are answered alike, in words and in time; too many
 * failures in a row block the name for a while, whoever tries.
 * Errors: `login.failed`, `login.blocked`, `login.busy`.
 */
export const makeCheckCredential =
  ({
    oneAtATime,
    failures,
    findCredential,
    passwords,
    inTransaction,
    count,
    clock,
  }: CheckCredentialPorts): CheckCredential =>
  (username, password, origin) =>
    oneAtATime(username, async () => {
      const blocked = await failures.admit(username, clock());
      if (blocked) throw countAs(count, 'blocked', tooManyFailures(blocked.retryAfterMs));
      const credential = await findCredential(username);
      if (!(await passwords.verify(password, credential?.hash)) || !credential) {
        if (credential)
          await inTransaction((unit) => unit.record(failedLogin(credential), anonymous(origin)));
        throw countAs(count, 'failed', loginFailed());
      }
      await failures.forgive(username);
      return credential;
    });

/** Who came, for the audit trail. */
export const asActor = ({ account }: Pick<Credential, 'account'>, origin: RequestOrigin): AuditOrigin => ({
  ...origin,
  actor: { subject: account.id, name: account.username, kind: 'person' },
});

const failedLogin = ({ account }: Credential): AuditEntry => ({
  action: 'account.login-failed',
  resource: 'account',
  target: account.id,
});

// Who came did not prove to be anybody.
const anonymous = (origin: RequestOrigin): AuditOrigin => ({
  ...origin,
  actor: { subject: 'anonymous', kind: 'system' },
});

function countAs(count: CountOutcome, outcome: string, error: AppError): AppError {
  count(outcome);
  return error;
}

const loginFailed = (): AppError =>
  new AppError('login.failed', 'unauthenticated', 'The user name or the password is wrong.');

const tooManyFailures = (retryAfterMs: number): AppError =>
  new AppError(
    'login.blocked',
    'too-many',
    `Too many failed logins: this name is blocked for ${Math.ceil(retryAfterMs / 1000)} s.`,
    { retryAfterMs },
  );
