import { AppError } from '@yuanqu/domain';
import type { FastifyRequest } from 'fastify';
import type { App } from '../http/app.ts';
import {
  type Access,
  type Grant,
  grantFor,
  type NarrowGrant,
  type ParkRequest,
  type ResourceAccess,
} from './access.ts';
import { coversPark, type Principal } from './principal.ts';
import type { VerifyToken } from './verify-token.ts';

export interface AuthOptions {
  readonly verifyToken: VerifyToken;
  readonly narrow?: NarrowGrant | undefined;
  /** Called with every denial, after it has been logged. */
  readonly denied: (code: string) => void;
}

const callerKey = Symbol('caller');
const grantKey = Symbol('grant');
const parkKey = Symbol('park');

interface Authenticated extends FastifyRequest {
  [callerKey]: Principal | undefined;
  [grantKey]: Grant | undefined;
  [parkKey]: string | undefined;
}

/** The park that a call was found to be about, if its route names one. */
export const parkOf = (request: FastifyRequest): string | undefined => (request as Authenticated)[parkKey];

/**
 * Enforces `config.access` on every route: registration of one without it throws. Token and role are judged before the
 * body is read, the park after it is validated. Every denial is logged.
 */
export function registerAuth(app: App, { verifyToken, narrow, denied }: AuthOptions): void {
  decorate(app);
  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.access === undefined)
      throw new Error(`route ${String(method)} ${url} doesn't say who may call it: config.access is missing`);
  });
  app.addHook('onRequest', async (request) => {
    // Unknown addresses have no route options of ours; they answer 404 to everybody.
    const { access } = request.routeOptions.config;
    if (access === undefined) return;
    await refusing(request, denied, () => authenticate(request as Authenticated, access, verifyToken));
    await refusing(request, denied, () => narrowGrant(request as Authenticated, access, narrow));
  });
  app.addHook('preHandler', async (request) => {
    const { access } = request.routeOptions.config;
    if (typeof access !== 'object' || !access.park) return;
    await refusing(request, denied, () => checkPark(request as Authenticated, access));
  });
}

async function authenticate(request: Authenticated, access: Access, verifyToken: VerifyToken): Promise<void> {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (access === 'public') {
    // A stale token must not keep anybody from signing in.
    request[callerKey] = token === undefined ? undefined : await verifyToken(token).catch(() => undefined);
    return;
  }
  if (token === undefined) throw new AppError('auth.unauthenticated', 'unauthenticated', 'no bearer token');
  const caller = await verifyToken(token);
  request[callerKey] = caller;
  request[grantKey] =
    access === 'signed-in'
      ? { scope: 'own', parks: caller.parks }
      : grantFor(caller, access.resource, access.action);
  if (!request[grantKey]) throw new AppError('auth.forbidden', 'forbidden', 'no role allows it');
}

async function narrowGrant(
  request: Authenticated,
  access: Access,
  narrow: NarrowGrant | undefined,
): Promise<void> {
  const { [callerKey]: caller, [grantKey]: grant } = request;
  if (!narrow || !caller || !grant || typeof access === 'string') return;
  request[grantKey] = await narrow({ caller, access, grant });
}

async function checkPark(request: Authenticated, access: ResourceAccess): Promise<void> {
  const park = await access.park?.(request as ParkRequest);
  request[parkKey] = park;
  if (park !== undefined && !coversPark(request.grant, park))
    throw new AppError('auth.other-park', 'forbidden', 'another park');
}

async function refusing(
  request: FastifyRequest,
  denied: (code: string) => void,
  check: () => Promise<void>,
): Promise<void> {
  try {
    await check();
  } catch (error) {
    if (error instanceof AppError && (error.kind === 'forbidden' || error.kind === 'unauthenticated')) {
      const { subject, roles } = request.caller ?? {};
      const { method, url } = request.routeOptions;
      request.log.warn(
        { code: error.code, subject, roles, method, route: url, params: request.params, ip: request.ip },
        'denied',
      );
      denied(error.code);
    }
    throw error;
  }
}

function decorate(app: App): void {
  app.decorateRequest(callerKey, undefined);
  app.decorateRequest(grantKey, undefined);
  app.decorateRequest(parkKey, undefined);
  app.decorateRequest('caller', {
    getter(this: FastifyRequest): Principal | undefined {
      return (this as Authenticated)[callerKey];
    },
  });
  app.decorateRequest('principal', {
    getter(this: FastifyRequest): Principal {
      const caller = (this as Authenticated)[callerKey];
      if (!caller) throw new Error('a public route asked for the principal; use request.caller');
      return caller;
    },
  });
  app.decorateRequest('grant', {
    getter(this: FastifyRequest): Grant {
      const grant = (this as Authenticated)[grantKey];
      if (!grant) throw new Error('a public route asked for the grant; use request.caller');
      return grant;
    },
  });
}
