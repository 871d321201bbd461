import { createServer, type RequestListener, type Server } from 'node:http';
import { asyncApiDocument } from '@yuanqu/events';
import { answerClientError, requestNumber } from '@yuanqu/service-kit';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Logger } from 'pino';
import { forwardTo } from './forward.ts';
import { answerError, sendProblem } from './gateway-problem.ts';
import { homePage } from './home-page.ts';
import { readiness } from './readiness.ts';
import type { Upstreams } from './upstream.ts';

export interface GatewayOptions {
  readonly services: Upstreams;
  readonly log: Logger;
  /** Addresses or networks of the proxies in front, whose X-Forwarded-For is believed. */
  readonly trustedProxies?: readonly string[];
}

/**
 * One origin for every service: `/api/{service}/v1/…` goes to the service, `/health/ready` says whether all of them are
 * up, `/metrics/{service}` has the figures of one that runs in this process. Bodies and answers stream through both ways, without end if need be. `close` leaves open requests five seconds.
 */
export function makeGateway({
  services,
  log,
  trustedProxies = ['loopback'],
}: GatewayOptions): FastifyInstance {
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestNumber,
    trustProxy: [...trustedProxies],
    return503OnClosing: false,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      void answerError(error, request, reply);
    },
    clientErrorHandler: answerClientError,
    serverFactory: (handleHere) => serverFor(services, handleHere),
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => {
    const name = serviceIn(request.url);
    return services[name]?.kind === 'starting'
      ? sendProblem('gateway.starting', request, reply, name)
      : sendProblem('gateway.no-such-path', request, reply, Object.keys(services).join(', '));
  });
  // Nothing is parsed here, so nothing is refused for its type: bodies belong to the services.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _body, done) => done(null));
  for (const [name, service] of Object.entries(services)) {
    if (service.kind === 'remote') void app.register((scope) => forwardTo(scope, name, service.url));
  }
  app.get('/', (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(homePage(Object.keys(services))),
  );
  // Made when it is first asked for: nobody waits for it at start-up.
  let events: string | undefined;
  app.get('/asyncapi.json', (_request, reply) => {
    events ??= JSON.stringify(asyncApiDocument());
    return reply.type('application/json; charset=utf-8').send(events);
  });
  app.get<{ Params: { service: string } }>('/metrics/:service', async (request, reply) => {
    const service = services[request.params.service];
    if (service?.kind !== 'in-process') return reply.callNotFound();
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await service.metrics());
  });
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const answer = await readiness(services);
    return reply
      .code(answer.status === 'ready' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(answer);
  });
  cutOffAtClose(app);
  return app;
}

const serviceIn = (url = ''): string => /^\/api\/([a-z]+)\//.exec(url)?.[1] ?? '';

/** A service in this process gets the request as it came in: nothing is parsed or copied on the way. */
function serverFor(services: Upstreams, handleHere: RequestListener): Server {
  const server = createServer((request, response) => {
    const service = services[serviceIn(request.url)];
    if (service?.kind === 'in-process') service.handle(request, response);
    else handleHere(request, response);
  });
  // An operator's stream has no end; services put deadlines on slow senders themselves.
  server.requestTimeout = 0;
  server.headersTimeout = 20_000;
  server.keepAliveTimeout = 72_000;
  return server;
}

const closingMs = 5_000;

/** Live streams never end by themselves; whoever reads them comes again with what was read last. */
function cutOffAtClose(app: FastifyInstance): void {
  app.addHook('preClose', (done) => {
    setTimeout(() => app.server.closeAllConnections(), closingMs).unref();
    done();
  });
}
