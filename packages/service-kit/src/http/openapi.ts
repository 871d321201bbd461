import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifySchema, RouteOptions } from 'fastify';
import type { App } from './app.ts';
import { ifMatchDescription } from './expected-revision.ts';
import { ProblemSchema } from './problem.ts';

/** Serves the OpenAPI 3.1 document at `/api/{service}/v1/openapi.json` and a page to try it at `…/docs`. */
export async function registerOpenApi(
  app: App,
  { service, purpose }: { readonly service: string; readonly purpose: string },
): Promise<void> {
  const prefix = `/api/${service}/v1`;
  app.addSchema(ProblemSchema);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: `Yuanqu ${service}`, version: '1.0.0', description: `${purpose}\n\n${conventions}` },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    refResolver: {
      buildLocalReference: ({ $id }, _base, _fragment, i) => (typeof $id === 'string' ? $id : `Schema${i}`),
    },
    transform: ({ schema, url, route }) => ({ url, schema: described(schema, url, route) }),
  });
  app.get(`${prefix}/openapi.json`, { schema: { hide: true }, config: { access: 'public' } }, () =>
    app.swagger(),
  );
  await app.register(swaggerUi, { routePrefix: `${prefix}/docs`, staticCSP: true });
}

/** What holds for every route of every service, in Markdown. */
const conventions = [
  '**Who calls**: `Authorization: Bearer …`. People get a token from `POST /api/identity/v1/login`, systems from `POST /api/identity/v1/token` (OAuth 2 client credentials). A route without a lock is open to everybody; a role reaches the parks of its scope.',
  '**Errors** are `application/problem+json` (RFC 9457): a stable `code`, a `requestId` to ask about, and `errors[]` that point at fields. 429 and 503 say when to come again by `Retry-After`.',
  '**Language**: `Accept-Language: zh` gives problems and the headings of files in Chinese; English otherwise.',
  '**Lists** are `{items, nextCursor?}`: send `nextCursor` as `cursor` for the next page; `limit` is 100 unless told, at most 500.',
  '**Writes**: with an `Idempotency-Key` the same request has one effect and one answer for 24 hours. What is edited comes with an `ETag`, to be sent back as `If-Match`.',
  '**Values**: instants are RFC 3339 with their offset, days and months those of Asia/Shanghai, money is whole fen as text. Unknown fields and parameters are refused.',
]
  .map((line) => `- ${line}`)
  .join('\n');

const problem = {
  description: 'What went wrong (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
};

/** A route's schema with what the chassis adds to every route: who may call it, and how it says no. */
function described(schema: FastifySchema | undefined, url: string, { config }: RouteOptions): FastifySchema {
  const response = { ...(schema?.response as object | undefined), default: problem };
  const hide = schema?.hide ?? !url.startsWith('/api/');
  const security = config?.access === 'public' ? [] : [{ bearer: [] }];
  return { ...schema, ...parametersOf(schema), response, hide, security };
}

/** Parameters as callers see them: what has a default may be left out, and an edit without If-Match is answered 428. */
function parametersOf({
  querystring,
  headers,
}: FastifySchema = {}): Pick<FastifySchema, 'querystring' | 'headers'> {
  return {
    ...(isParameters(querystring) && {
      querystring: {
        ...querystring,
        required: (querystring.required ?? []).filter((name) => !hasDefault(querystring.properties[name])),
      },
    }),
    ...(isParameters(headers) &&
      isNeeded(headers.properties['if-match']) && {
        headers: { ...headers, required: [...(headers.required ?? []), 'if-match'] },
      }),
  };
}

interface Parameters {
  readonly properties: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
}

const isParameters = (schema: unknown): schema is Parameters =>
  typeof schema === 'object' && schema !== null && 'properties' in schema;

/** The header of an edit, which is checked by the route itself so that its absence is a 428. */
const isNeeded = (header: { readonly description?: string } | undefined): boolean =>
  header?.description === ifMatchDescription;

const hasDefault = (parameter: object | undefined): boolean =>
  parameter !== undefined && 'default' in parameter;
