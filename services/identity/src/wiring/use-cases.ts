import { hashSecret, matchesSecret, newSecret, readablePassword } from '../adapters/random-secret.ts';
import type { Parts } from './parts.ts';
import { makeChangeAccount } from '../usecases/change-account.ts';
import { makeChangeClient } from '../usecases/change-client.ts';
import { makeCheckCredential } from '../usecases/check-credential.ts';
import { makeCommandAccount } from '../usecases/command-account.ts';
import { makeCommandClient } from '../usecases/command-client.ts';
import { makeHoldAccount, makeLiftAccountHold } from '../usecases/hold-account.ts';
import { makeHoldClient, makeLiftClientHold } from '../usecases/hold-client.ts';
import { makeIssueClientToken } from '../usecases/issue-client-token.ts';
import { makeLogIn } from '../usecases/log-in.ts';
import { makeLogOut } from '../usecases/log-out.ts';
import { makeRefreshSession } from '../usecases/refresh-session.ts';
import { makeRegisterAccount } from '../usecases/register-account.ts';
import { makeRegisterClient } from '../usecases/register-client.ts';
import { makeResetPassword } from '../usecases/reset-password.ts';
import { makeRetireClientSecret, makeRotateClientSecret } from '../usecases/rotate-client-secret.ts';
import {
  makeKeepSigningKeys,
  makeRotateSigningKeys,
  makeWithdrawSigningKey,
} from '../usecases/rotate-signing-keys.ts';

/** What identity does, wired to its parts. */
export const wireUseCases = (parts: Parts) => ({
  ...sessions(parts),
  ...accounts(parts),
  ...clients(parts),
  ...signingKeys(parts),
});

export type UseCases = ReturnType<typeof wireUseCases>;

function sessions(parts: Parts) {
  const { lifetimes } = parts;
  const person = {
    ...parts,
    lifetimes: lifetimes.person,
    hashSecret,
    newRefreshToken: newSecret('yqr_'),
  };
  return {
    logIn: makeLogIn({ ...person, checkCredential: makeCheckCredential(parts) }),
    refreshSession: makeRefreshSession(person),
    logOut: makeLogOut(person),
    issueClientToken: makeIssueClientToken({ ...parts, matchesSecret, accessTokenS: lifetimes.clientTokenS }),
  };
}

function accounts(parts: Parts) {
  const { clock, lifetimes } = parts;
  const commandAccount = makeCommandAccount(parts);
  const giving = {
    ...parts,
    newPassword: readablePassword,
    temporaryPasswordMs: lifetimes.temporaryPasswordMs,
  };
  return {
    registerAccount: makeRegisterAccount(giving),
    resetPassword: makeResetPassword(giving),
    changeAccount: makeChangeAccount(commandAccount),
    holdAccount: makeHoldAccount(commandAccount, clock),
    liftAccountHold: makeLiftAccountHold(commandAccount),
  };
}

function clients(parts: Parts) {
  const commandClient = makeCommandClient(parts);
  const secrets = { ...parts, newSecret: newSecret('yqs_') };
  return {
    registerClient: makeRegisterClient(secrets),
    changeClient: makeChangeClient(commandClient),
    holdClient: makeHoldClient(commandClient, parts.clock),
    liftClientHold: makeLiftClientHold(commandClient),
    rotateClientSecret: makeRotateClientSecret(secrets),
    retireClientSecret: makeRetireClientSecret(parts.inTransaction),
  };
}

function signingKeys(parts: Parts) {
  const ports = { ...parts, forgetKeys: parts.keyRing.forget, policy: parts.lifetimes.keys };
  return {
    keepSigningKeys: makeKeepSigningKeys(ports),
    rotateSigningKeys: makeRotateSigningKeys(ports),
    withdrawSigningKey: makeWithdrawSigningKey(ports),
  };
}
