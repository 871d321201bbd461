import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { Logger } from 'pino';
import type { Access, Grant } from '../auth/access.ts';
import type { Principal } from '../auth/principal.ts';
import type { RequestContext } from './request-context.ts';

/** A service's Fastify: TypeBox schemas give requests and answers their types. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  Logger,
  TypeBoxTypeProvider
>;

/** Adds routes; mounted under `/api/{service}/v1`. */
export type RoutePlugin = (app: App) => void | Promise<void>;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route. A route without it is refused at registration. */
    readonly access?: Access;
    /**
     * The handler reads the body, or writes the answer, as an endless stream: no deadline for the body, no rate limit.
     */
    readonly streaming?: boolean;
    /** The handler refuses NUL characters itself, item by item, so that one item doesn't spoil the others. */
    readonly judgesTexts?: boolean;
    /**
     * What the audit trail gets of a call: by default one line per successful write; `read` adds one for a sensitive
     * read; `none` leaves it to the use case (hot paths).
     */
    readonly audit?: 'read' | 'none';
  }
  interface FastifyRequest {
    /** Who calls. Throws on a public route called without a token: use `caller` there. */
    readonly principal: Principal;
    /** Who calls, if a valid token came along. */
    readonly caller: Principal | undefined;
    /** How far the caller's right for this route reaches; queries without a park filter by it. */
    readonly grant: Grant;
    /** What events of this request carry on: `newEvent(…, { context: request.context })`. */
    readonly context: RequestContext;
  }
}
