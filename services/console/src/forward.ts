import type { IncomingHttpHeaders } from 'node:http';
import httpProxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { cutOffLater, detachableBody } from './detachable-body.ts';
import { sendProblem } from './gateway-problem.ts';

type ReplyOptions = NonNullable<httpProxy.FastifyHttpProxyOptions['replyOptions']>;

/**
 * Sends `/api/{name}/…` to the service at the address, which is looked up at each new connection: a container that comes
 * back under another address is found again. Nothing is buffered, nothing is sent twice, and a quiet stream may be quiet
 * for as long as the service allows.
 */
export function forwardTo(app: FastifyInstance, name: string, url: string): void {
  app.setChildLoggerFactory((logger, bindings, options) =>
    logger.child({ ...bindings, upstream: name }, options),
  );
  app.removeAllContentTypeParsers();
  void app.register(httpProxy, {
    upstream: url,
    prefix: `/api/${name}`,
    rewritePrefix: `/api/${name}`,
    internalRewriteLocationHeader: false,
    disableRequestLogging: true,
    // The library's limits (5 minutes of silence, 128 connections) would cut off streams.
    undici: { headersTimeout: 0, bodyTimeout: 0, connections: null, connect: { timeout: connectMs } },
    preHandler: (request, reply, done) => {
      if (request.body !== undefined) request.body = detachableBody(request.raw);
      reply.raw.once('finish', () => cutOffLater(request.raw));
      done();
    },
    replyOptions: replyOptionsFor(name),
  });
}

const connectMs = 3_000;

// The library's types allow for HTTP/2, which isn't served here.
const replyOptionsFor = (name: string): ReplyOptions => ({
  // A service that says 503 means it: the caller decides when to come again.
  retryDelay: () => null,
  rewriteRequestHeaders: (request, headers) => requestHeaders(request as FastifyRequest, headers),
  rewriteHeaders: (headers) => without(answerHop, headers),
  onResponse: (request, reply, { stream }) => {
    const { raw } = reply as FastifyReply;
    // Closing while the body is still coming could lose the end of the answer to a reset: cutOffLater closes instead.
    reply.removeHeader('connection');
    if (!request.raw.complete && request.raw.httpVersion === '1.1') raw.shouldKeepAlive = true;
    reply.send(stream);
    // A live stream says that it is open before it has anything to tell.
    raw.flushHeaders();
  },
  onError: (reply, { error }) => {
    const code = wasConnected(error.cause) ? 'gateway.service-broke-off' : 'gateway.service-away';
    void sendProblem(code, reply.request as FastifyRequest, reply as FastifyReply, name);
  },
});

/** What the service learns of the caller's address comes from here alone, so that nobody can claim another's. */
const requestHeaders = (request: FastifyRequest, headers: IncomingHttpHeaders): IncomingHttpHeaders => ({
  ...without(requestHop, headers),
  'x-forwarded-for': request.ip,
  'x-forwarded-host': request.host,
  'x-forwarded-proto': request.protocol,
  'x-request-id': request.id,
});

// Headers about one connection say nothing about the other (RFC 9110 §7.6.1); Expect has been answered by Node.
const requestHop = new Set(['expect', 'forwarded', 'keep-alive', 'proxy-connection', 'te', 'upgrade']);
const answerHop = new Set(['connection', 'keep-alive', 'trailer', 'upgrade']);

const without = (names: ReadonlySet<string>, headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.has(name)));

const connecting = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Whether the service may have got the request, or a part of it. */
const wasConnected = (error: unknown): boolean =>
  !connecting.has(String((error as { code?: unknown } | undefined)?.code));
