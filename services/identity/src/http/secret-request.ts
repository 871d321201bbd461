import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * For routes whose body holds a password: an Idempotency-Key is passed over, since for it a fast hash of the body would
 * be kept, from which passwords can be guessed.
 */
export function secretRequest(request: FastifyRequest, _reply: FastifyReply, done: () => void): void {
  delete request.headers['idempotency-key'];
  done();
}
