import { AppError, type Clock } from '@yuanqu/domain';
import type {
  FastifyReply,
  FastifyRequest,
  onSendAsyncHookHandler,
  preHandlerAsyncHookHandler,
  preHandlerHookHandler,
} from 'fastify';
import type { Pool } from 'pg';
import { appendAudit } from '../audit/audit-trail.ts';
import { actionOf, isAudited, originOf, writes } from '../audit/audited-request.ts';
import { fingerprint } from '../idempotency/fingerprint.ts';
import { type Idempotency, type IdempotentRequest, makeIdempotency } from '../idempotency/idempotency.ts';
import type { StoredAnswer } from '../idempotency/idempotency-store.ts';
import type { App } from './app.ts';
import { type RequestScope, requestScope } from './request-scope.ts';

const debts = Symbol('debts');

/** What a request owes besides its effect. */
interface Debts {
  readonly idempotent: IdempotentRequest | undefined;
  audit: 'owed' | 'paid';
}

interface Owing extends FastifyRequest {
  [debts]: Debts | undefined;
}

/**
 * Idempotency-Key and audit trail. Both are settled in the transaction of the request's effect where there is one (see
 * RequestScope), else before the answer goes out. Routes that can owe neither, reads and hot ones, get no hooks at all.
 */
export function registerObligations(app: App, pool: Pool, clock: Clock): void {
  const idempotency = makeIdempotency(pool);
  app.decorateRequest(debts, undefined);
  app.addHook('onRoute', (route) => {
    // Answers of public routes hold tokens: never kept.
    const keyed = writes(route.method) && !route.config?.streaming && route.config?.access !== 'public';
    const audited = isAudited(route);
    if (!keyed && !audited) return;
    const begin: preHandlerAsyncHookHandler = async (request, reply) => {
      const begun = keyed ? await beginIdempotent(idempotency, request) : undefined;
      if (begun && 'answer' in begun) return replay(reply, begun.answer);
      if (begun || audited)
        (request as Owing)[debts] = { idempotent: begun?.handle, audit: audited ? 'owed' : 'paid' };
      return undefined;
    };
    const enter: preHandlerHookHandler = (request, _reply, done) => {
      const owed = (request as Owing)[debts];
      if (owed) requestScope.run(scopeOf(request, owed, clock), done);
      else done();
    };
    const settle: onSendAsyncHookHandler = async (request, reply, payload) => {
      const owed = (request as Owing)[debts];
      // Settled once: an error thrown here sends again, as a problem.
      (request as Owing)[debts] = undefined;
      if (owed) await settleLate(owed, request, reply, payload, { pool, clock });
      return payload;
    };
    route.preHandler = [begin, enter, ...[route.preHandler ?? []].flat()];
    route.onSend = [...[route.onSend ?? []].flat(), settle];
  });
}

async function beginIdempotent(idempotency: Idempotency, request: FastifyRequest) {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,128}$/.test(key)) {
    throw new AppError(
      'idempotency.invalid-key',
      'invalid',
      'Idempotency-Key must be 1 to 128 visible ASCII characters.',
    );
  }
  const scope = `${request.caller?.subject ?? request.ip} ${request.method} ${request.routeOptions.url ?? ''}`;
  return idempotency.begin({ scope, key, fingerprint: fingerprint(request.url, request.body) });
}

function scopeOf(request: FastifyRequest, owed: Debts, clock: Clock): RequestScope {
  const origin = originOf(request);
  let recorded = false;
  let settled = false;
  return {
    origin,
    settle: async (tx) => {
      if (settled) return;
      await owed.idempotent?.effective(tx);
      if (owed.audit === 'owed' && !recorded) await appendAudit(tx, clock, actionOf(request), origin);
    },
    settled: () => {
      settled = true;
      owed.audit = 'paid';
    },
    recorded: () => {
      recorded = true;
      owed.audit = 'paid';
    },
  };
}

async function settleLate(
  owed: Debts,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  { pool, clock }: { readonly pool: Pool; readonly clock: Clock },
): Promise<void> {
  if (owed.audit === 'owed' && reply.statusCode < 400)
    await appendAudit(pool, clock, actionOf(request), originOf(request));
  // The effect stands either way: a failure here costs the kept answer, not this one.
  await owed.idempotent?.answered(worthKeeping(reply, payload)).catch((error: unknown) => {
    request.log.warn({ err: error }, 'the answer could not be kept for its Idempotency-Key');
  });
}

const maxKeptBytes = 256 * 1024;

/** Failures and refusals for now are not kept: the request may succeed later. Nor is what no cache may store. */
function worthKeeping(reply: FastifyReply, payload: unknown): StoredAnswer | undefined {
  const { statusCode: status } = reply;
  const isText = typeof payload === 'string' || payload === undefined || payload === null;
  const secret = String(reply.getHeader('cache-control') ?? '').includes('no-store');
  if (secret || status >= 500 || status === 429 || status === 408 || !isText) return undefined;
  const body = payload ?? '';
  if (Buffer.byteLength(body) > maxKeptBytes) return undefined;
  const kept = ['content-type', 'location', 'etag'].flatMap((name) => {
    const value = reply.getHeader(name);
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  return { status, headers: Object.fromEntries(kept), body };
}

const replay = (reply: FastifyReply, { status, headers, body }: StoredAnswer): FastifyReply =>
  reply
    .code(status)
    .headers(headers)
    .header('idempotency-replayed', 'true')
    .send(body === '' ? undefined : body);
