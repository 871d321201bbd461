import { AppError } from '@yuanqu/domain';
import { describe, expect, it } from 'vitest';
import { toOAuthError } from './oauth-error.ts';

describe('an error of the token endpoint', () => {
  it.each([
    ['token.invalid-client', 'unauthenticated', 401, 'invalid_client'],
    ['token.invalid-grant', 'invalid', 400, 'invalid_grant'],
    ['token.unsupported-grant-type', 'invalid', 400, 'unsupported_grant_type'],
    ['request.rate-limited', 'too-many', 429, 'temporarily_unavailable'],
    ['service.stopping', 'unavailable', 503, 'temporarily_unavailable'],
    ['anything.else', 'conflict', 400, 'invalid_request'],
  ] as const)('%s is in the words of RFC 6749', (code, kind, status, error) => {
    expect(toOAuthError(new AppError(code, kind, 'why'))).toEqual({ status, error, description: 'why' });
  });

  it('passes on how long to wait', () => {
    const busy = new AppError('login.busy', 'unavailable', 'busy', { retryAfterMs: 3000 });
    expect(toOAuthError(busy)).toMatchObject({ retryAfterMs: 3000 });
  });

  it('asks for patience when the database is away', () => {
    const lost = Object.assign(new Error('terminating connection'), { code: '57P01' });
    expect(toOAuthError(lost)).toMatchObject({ status: 503, error: 'temporarily_unavailable' });
  });

  it('says nothing of a failure that is not meant for callers', () => {
    expect(toOAuthError(new Error('password=hunter2'))).toEqual({
      status: 500,
      error: 'server_error',
      description: 'The service failed.',
    });
  });

  it('describes in the characters that the RFC allows', () => {
    const error = new AppError('token.invalid-request', 'invalid', 'a "quoted" 园区\n');
    expect(toOAuthError(error).description).toMatch(/^[\x20-\x21\x23-\x5B\x5D-\x7E]+$/);
  });
});
