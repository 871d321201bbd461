import { AppError } from '@yuanqu/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * For what concerns the whole district: the table's column "accounts" also holds operators' rights on their own
 * clients, and those reach neither people's accounts nor signing keys.
 */
export function districtOnly(
  request: FastifyRequest,
  _reply: FastifyReply,
  done: (error?: Error) => void,
): void {
  if (request.grant.scope === 'district') return done();
  const { subject, roles } = request.principal;
  request.log.warn(
    { code: 'auth.forbidden', subject, roles, route: request.routeOptions.url, ip: request.ip },
    'denied',
  );
  return done(new AppError('auth.forbidden', 'forbidden', 'no role allows it'));
}
