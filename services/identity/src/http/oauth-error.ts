import { AppError } from '@yuanqu/domain';
import { isDatabaseUnavailable } from '@yuanqu/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** An error as OAuth clients read it, RFC 6749 §5.2. */
export interface OAuthError {
  readonly status: number;
  readonly error: string;
  readonly description: string;
  readonly retryAfterMs?: number;
}

/** Answers an error of the token endpoint. */
export function answerWithOAuthError(
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { status, error, description, retryAfterMs } = toOAuthError(thrown);
  if (status >= 500) request.log.error({ err: thrown }, 'token request failed');
  if (status === 401) void reply.header('www-authenticate', 'Basic realm="yuanqu", charset="UTF-8"');
  if (retryAfterMs !== undefined)
    void reply.header('retry-after', Math.max(1, Math.ceil(retryAfterMs / 1000)));
  const body = JSON.stringify({ error, error_description: description });
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .header('pragma', 'no-cache')
    .type('application/json; charset=utf-8')
    .send(body);
}

/** What an error amounts to; of those that aren't meant for callers nothing shows. */
export function toOAuthError(thrown: unknown): OAuthError {
  if (thrown instanceof AppError) return fromAppError(thrown);
  if (isDatabaseUnavailable(thrown))
    return { ...unavailable, description: 'The database cannot be reached for now.', retryAfterMs: 2_000 };
  const { statusCode, message } = (thrown ?? {}) as { statusCode?: unknown; message?: unknown };
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return { status: 400, error: 'invalid_request', description: plain(String(message)) };
  return { status: 500, error: 'server_error', description: 'The service failed.' };
}

const byCode: Readonly<Record<string, Pick<OAuthError, 'status' | 'error'>>> = {
  'token.invalid-request': { status: 400, error: 'invalid_request' },
  'token.invalid-client': { status: 401, error: 'invalid_client' },
  'token.client-revoked': { status: 401, error: 'invalid_client' },
  'token.invalid-grant': { status: 400, error: 'invalid_grant' },
  'token.unsupported-grant-type': { status: 400, error: 'unsupported_grant_type' },
  'token.invalid-scope': { status: 400, error: 'invalid_scope' },
};

// Not in §5.2, but what §4.1.2.1 calls it, and what clients know.
const unavailable = { status: 503, error: 'temporarily_unavailable' } as const;

function fromAppError({ code, kind, message, details: { retryAfterMs } }: AppError): OAuthError {
  const retry = retryAfterMs === undefined ? {} : { retryAfterMs };
  const description = plain(message);
  const known = byCode[code];
  if (known) return { ...known, description, ...retry };
  if (kind === 'too-many') return { ...unavailable, status: 429, description, ...retry };
  if (kind === 'unavailable') return { ...unavailable, description, ...retry };
  return { status: 400, error: 'invalid_request', description };
}

/** error_description takes printable ASCII without quotes and backslashes only. */
const plain = (text: string): string => text.replaceAll(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, "'").slice(0, 300);
