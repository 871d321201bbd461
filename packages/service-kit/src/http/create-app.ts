import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { LogController, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Clock } from '@yuanqu/domain';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { NarrowGrant } from '../auth/access.ts';
import { registerAuth } from '../auth/register-auth.ts';
import type { VerifyToken } from '../auth/verify-token.ts';
import { registerHttpSpans } from '../telemetry/http-spans.ts';
import type { HttpMetrics } from '../telemetry/metrics.ts';
import type { App } from './app.ts';
import { registerBodyDeadline } from './body-deadline.ts';
import { answerClientError } from './client-error.ts';
import { registerContentEncoding } from './content-encoding.ts';
import { registerInFlight } from './in-flight.ts';
import { answerWithProblem, registerProblems } from './error-handler.ts';
import { registerJsonBody } from './json-body.ts';
import { registerObligations } from './obligations.ts';
import { registerOpenApi } from './openapi.ts';
import { registerRateLimit } from './rate-limit.ts';
import { requestNumber } from './request-context.ts';
import { registerRequestLog } from './request-log.ts';
import { registerRouteList } from './route-list.ts';
import { validator } from './validator.ts';

export interface AppOptions {
  readonly service: string;
  readonly purpose: string;
  readonly log: Logger;
  readonly metrics: HttpMetrics;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly verifyToken: VerifyToken;
  readonly narrow?: NarrowGrant | undefined;
  readonly trustedProxies: readonly string[];
  readonly requestsPerMinute: number;
  readonly redisUrl?: string | undefined;
  /** Whether spans are made; off, they cost nothing. */
  readonly traced?: boolean;
  readonly bodyTimeoutMs?: number;
}

const bodyLimit = 1024 * 1024;

/**
 * A service's Fastify with all that cuts across its routes, in the order in which a request meets it. Bodies are
 * validated as they are, neither coerced nor stripped; texts in path and query become numbers where the schema says so.
 */
export async function createApp(options: AppOptions): Promise<App> {
  const { log, metrics, verifyToken, narrow } = options;
  const app: App = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: requestNumber,
    trustProxy: [...options.trustedProxies],
    bodyLimit,
    // the in-flight count answers with a problem instead
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200 },
    // Headers must come within 10 s; bodies have a deadline of their own, because streams are endless.
    http: { headersTimeout: 10_000, requestTimeout: 0, connectionsCheckingInterval: 5_000 },
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      void answerWithProblem(error, request, reply);
    },
    clientErrorHandler: answerClientError,
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(validator);
  registerProblems(app);
  registerRouteList(app);
  registerInFlight(app);
  if (options.traced) registerHttpSpans(app, options.service);
  registerRequestLog(app, metrics);
  await registerOpenApi(app, options);
  registerAuth(app, { verifyToken, narrow, denied: (code) => metrics.denied.inc({ code }) });
  await registerRateLimit(app, options);
  registerContentEncoding(app);
  registerBodyDeadline(app, options.bodyTimeoutMs ?? 30_000);
  registerJsonBody(app);
  registerObligations(app, options.pool, options.clock);
  return app;
}
