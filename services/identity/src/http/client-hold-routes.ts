import type { App, Grant, Principal } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { Client } from '../domain/client.ts';
import type { ClientAuthority } from '../domain/client-authority.ts';
import type { HoldClient, HoldClientCommand, LiftClientHold } from '../usecases/hold-client.ts';
import { ClientAnswer, toClientAnswer } from './client-schema.ts';
import { Reason } from './fields.ts';
import { requestAuthority } from './request-authority.ts';

export interface ClientHoldRoutesOptions {
  readonly holdClient: HoldClient;
  readonly liftClientHold: LiftClientHold;
}

/** revoke and restore for the administrator and the client's operator, lock and unlock for the security officer. */
export function clientHoldRoutes(app: App, { holdClient, liftClientHold }: ClientHoldRoutesOptions): void {
  const security = (): ClientAuthority => ({ kind: 'security' });
  const verbs = [
    { verb: 'revoke', action: 'write', authorityOf: requestAuthority, run: holdClient },
    { verb: 'restore', action: 'write', authorityOf: requestAuthority, run: liftClientHold },
    { verb: 'lock', action: 'lock', authorityOf: security, run: holdClient },
    { verb: 'unlock', action: 'lock', authorityOf: security, run: liftClientHold },
  ] as const;
  for (const verb of verbs) holdRoute(app, verb);
}

interface HoldRoute {
  readonly verb: 'revoke' | 'restore' | 'lock' | 'unlock';
  readonly action: 'write' | 'lock';
  readonly authorityOf: (request: {
    readonly grant: Grant;
    readonly principal: Principal;
  }) => ClientAuthority;
  readonly run: (command: HoldClientCommand) => Promise<Client>;
}

const summaries = {
  revoke: 'Take a client’s access away: no new tokens, running streams end',
  restore: 'Give a revoked client its access back',
  lock: 'Lock a client that is in danger',
  unlock: 'Unlock a locked client',
};

function holdRoute(app: App, { verb, action, authorityOf, run }: HoldRoute): void {
  const schema = {
    tags: ['clients'],
    summary: summaries[verb],
    params: Type.Object({ clientId: Type.String({ maxLength: 40 }) }),
    body: Type.Object({ reason: Reason }, { additionalProperties: false }),
    response: { 200: ClientAnswer },
  };
  const access = { resource: 'accounts', action } as const;
  app.post(
    `/clients/:clientId/${verb}`,
    { schema, config: { access } },
    async ({ params, body, grant, principal, context }) => {
      const authority = authorityOf({ grant, principal });
      const { clientId } = params;
      return toClientAnswer(await run({ clientId, authority, reason: body.reason, context }));
    },
  );
}
