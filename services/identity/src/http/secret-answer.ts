import type { FastifyReply, FastifyRequest } from 'fastify';

/** For routes whose answer holds a secret: kept nowhere (RFC 6749 §5.1), also not for an Idempotency-Key. */
export function secretAnswer(_request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  void reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
  done();
}
