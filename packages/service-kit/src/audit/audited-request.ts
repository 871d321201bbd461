import type { FastifyRequest, RouteOptions } from 'fastify';
import { parkOf } from '../auth/register-auth.ts';
import { withoutCredentials } from '../log/redact.ts';
import type { AuditedAction, AuditOrigin } from './audit-entry.ts';

/** Whether the trail gets a line for calls of this route: every write, and reads that say so. */
export function isAudited({ method, config }: RouteOptions): boolean {
  const { access, audit } = config ?? {};
  if (audit === 'none' || access === undefined || access === 'public') return false;
  if (audit === 'read') return true;
  return access === 'signed-in' ? writes(method) : access.action !== 'read';
}

/** Whether a method of the route may change something. */
export const writes = (method: string | readonly string[]): boolean =>
  [method].flat().some((one) => !isSafe(one));

/** What a call did as far as its route tells; use cases that know old and new values record their own line. */
export function actionOf(request: FastifyRequest): AuditedAction {
  const { method, routeOptions, params, query, body } = request;
  const { access } = routeOptions.config;
  const park = parkOf(request);
  return {
    action: `${method} ${routeOptions.url ?? ''}`,
    resource: typeof access === 'object' ? access.resource : 'accounts',
    target: Object.values(params as Readonly<Record<string, string>>).join('/'),
    ...(park !== undefined && { park }),
    after: isSafe(method) ? { query } : { body: withoutCredentials(body) },
  };
}

export function originOf({ caller, id, ip }: FastifyRequest): AuditOrigin {
  if (!caller) return { actor: { subject: 'anonymous', kind: 'system' }, requestId: id, ip };
  const { subject, name, kind, roles } = caller;
  return { actor: { subject, name, kind, roles }, requestId: id, ip };
}

const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD';
