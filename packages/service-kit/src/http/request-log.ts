import { AppError } from '@yuanqu/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { activeTraceparent } from '../telemetry/http-spans.ts';
import type { HttpMetrics } from '../telemetry/metrics.ts';
import type { App } from './app.ts';
import { requestContext } from './request-context.ts';

const quiet = new Set(['/health/live', '/health/ready', '/metrics']);

/** Gives each request its context, answers with its number, and logs and measures it when it has been answered. */
export function registerRequestLog(app: App, metrics: HttpMetrics): void {
  app.decorateRequest('context');
  app.addHook('onRequest', (request, reply, done) => {
    // readonly for handlers; here is where it comes from
    (request as { context: FastifyRequest['context'] }).context = requestContext(
      request.id,
      request.headers,
      activeTraceparent(),
    );
    void reply.header('x-request-id', request.id);
    done(
      request.raw.url?.includes('%00')
        ? new AppError('request.nul-character', 'invalid', 'NUL in the address')
        : undefined,
    );
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.duration.observe(
      { method: request.method, route, status: reply.statusCode },
      reply.elapsedTime / 1000,
    );
    if (!quiet.has(route)) logAnswer(request, reply, route);
    done();
  });
}

// The route and not the address: path and query can hold names and numbers of people.
function logAnswer(request: FastifyRequest, reply: FastifyReply, route: string): void {
  request.log.info(
    {
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      subject: request.caller?.subject,
      correlationId: request.context.correlationId,
    },
    'answered',
  );
}
