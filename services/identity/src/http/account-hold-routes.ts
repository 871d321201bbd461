import type { App } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { Account } from '../domain/account.ts';
import type {
  AccountAuthority,
  HoldAccount,
  HoldAccountCommand,
  LiftAccountHold,
} from '../usecases/hold-account.ts';
import { AccountAnswer, toAccountAnswer } from './account-schema.ts';
import { districtOnly } from './district-only.ts';
import { Reason } from './fields.ts';

export interface AccountHoldRoutesOptions {
  readonly holdAccount: HoldAccount;
  readonly liftAccountHold: LiftAccountHold;
}

/** close and reopen for the administrator, lock and unlock for the security officer; neither lifts what the other did. */
export function accountHoldRoutes(
  app: App,
  { holdAccount, liftAccountHold }: AccountHoldRoutesOptions,
): void {
  const verbs = [
    { verb: 'close', authority: 'administrator', action: 'write', run: holdAccount },
    { verb: 'reopen', authority: 'administrator', action: 'write', run: liftAccountHold },
    { verb: 'lock', authority: 'security', action: 'lock', run: holdAccount },
    { verb: 'unlock', authority: 'security', action: 'lock', run: liftAccountHold },
  ] as const;
  for (const { verb, authority, action, run } of verbs)
    holdRoute(app, { verb, authority, access: { resource: 'accounts', action }, run });
}

interface HoldRoute {
  readonly verb: 'close' | 'reopen' | 'lock' | 'unlock';
  readonly authority: AccountAuthority;
  readonly access: { readonly resource: 'accounts'; readonly action: 'write' | 'lock' };
  readonly run: (command: HoldAccountCommand) => Promise<Account>;
}

const summaries = {
  close: 'Close the account of somebody who has left; all sessions end',
  reopen: 'Open a closed account again',
  lock: 'Lock an account that is in danger; all sessions end',
  unlock: 'Unlock a locked account',
};

function holdRoute(app: App, { verb, authority, access, run }: HoldRoute): void {
  const schema = {
    tags: ['accounts'],
    summary: summaries[verb],
    params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
    body: Type.Object({ reason: Reason }, { additionalProperties: false }),
    response: { 200: AccountAnswer },
  };
  app.post(
    `/accounts/:id/${verb}`,
    { schema, config: { access }, onRequest: districtOnly },
    async ({ params, body, principal, context }) =>
      toAccountAnswer(
        await run({ id: params.id, authority, reason: body.reason, by: principal.subject, context }),
      ),
  );
}
