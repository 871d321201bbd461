import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import httpProxy from '@fastify/http-proxy';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import { homePage } from './home-page.ts';
import { readiness, type ReadyCheck } from './readiness.ts';

/** A service behind the gateway: on its way up, in this process, or at an address. */
export type Upstream =
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'in-process';
      readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
      readonly ready: ReadyCheck;
    }
  | { readonly kind: 'remote'; readonly url: string };

export interface GatewayOptions {
  readonly services: Readonly<Record<string, Upstream>>;
  readonly log: Logger;
}

const apiPath = /^\/api\/([a-z]+)\//;

/**
 * One origin for every service: `/api/{service}/v1/…` goes to the service, `/health/ready` says whether all of them are
 * up. Bodies and answers stream through both ways, without end if need be.
 */
export function makeGateway({ services, log }: GatewayOptions): FastifyInstance {
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    // A service in this process gets the request as it came in: nothing is parsed or copied on the way.
    serverFactory: (handleHere) => {
      const server = createServer((request, response) => {
        const service = services[apiPath.exec(request.url ?? '')?.[1] ?? ''];
        if (service?.kind === 'in-process') service.handle(request, response);
        else handleHere(request, response);
      });
      // An operator's stream has no end; services put deadlines on slow senders themselves.
      server.requestTimeout = 0;
      server.headersTimeout = 20_000;
      server.keepAliveTimeout = 72_000;
      return server;
    },
  });
  for (const [name, service] of Object.entries(services)) {
    if (service.kind === 'starting') {
      app.all(`/api/${name}/*`, (_request, reply) =>
        reply
          .code(503)
          .header('retry-after', '1')
          .type('application/problem+json')
          .send({
            type: 'about:blank',
            title: 'Service Unavailable',
            status: 503,
            code: 'gateway.starting',
            detail: `${name} is starting; ask again in a second.`,
            requestId: reply.request.id,
          }),
      );
    }
    if (service.kind === 'remote') {
      void app.register(httpProxy, {
        upstream: service.url,
        prefix: `/api/${name}`,
        rewritePrefix: `/api/${name}`,
        http: { requestOptions: { timeout: 0 } },
      });
    }
  }
  app.get('/', (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(homePage(Object.keys(services))),
  );
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const answer = await readiness(services);
    return reply
      .code(answer.status === 'ready' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(answer);
  });
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .type('application/problem+json')
      .send({
        type: 'about:blank',
        title: 'Not Found',
        status: 404,
        code: 'gateway.no-such-path',
        detail: `There is nothing at ${request.method} ${request.url}. The services are at /api/{service}/v1: ${Object.keys(services).join(', ')}.`,
        requestId: request.id,
      }),
  );
  return app;
}
