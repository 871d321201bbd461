import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * For routes whose answer holds a secret: it is cached nowhere (RFC 6749 §5.1), and an Idempotency-Key is passed over,
 * since for it the answer would be kept in the clear.
 */
export function secretAnswer(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  delete request.headers['idempotency-key'];
  void reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
  done();
}
