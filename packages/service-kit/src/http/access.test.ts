import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testIssuer } from '../testing/test-issuer.ts';
import { sampleApp, type SampleApp } from './sample-app.ts';

let sample: SampleApp;

beforeAll(async () => {
  sample = await sampleApp((app) => {
    const access = { resource: 'policies', action: 'decide' } as const;
    app.get('/decide', { config: { access, audit: 'none' } }, ({ grant }) => grant);
    app.get('/open', { config: { access: 'public' } }, ({ caller }) => ({ caller: caller?.subject ?? null }));
    app.get('/api/sample/v1/limited', { config: { access: 'signed-in' } }, () => ({}));
    app.get('/api/sample/v1/stream', { config: { access: 'signed-in', streaming: true } }, () => ({}));
  });
});
afterAll(() => sample.app.close());

describe('access', () => {
  it('refuses a route that does not say who may call it', async () => {
    const adding = sampleApp((app) => void app.get('/forgotten', () => ({})), { listen: false });
    await expect(adding).rejects.toThrow('GET /forgotten');
  });

  it.each([
    ['no token', async () => ({}), 401, 'auth.unauthenticated'],
    ['no JWT', async () => ({ authorization: 'Bearer nonsense' }), 401, 'auth.unauthenticated'],
    [
      'an expired token',
      () => sample.issuer.bearer({ roles: ['leading-group-office'], expiresInSeconds: -60 }),
      401,
      'auth.token-expired',
    ],
    [
      "another platform's token",
      () => sample.issuer.bearer({ roles: ['leading-group-office'], audience: 'other' }),
      401,
      'auth.unauthenticated',
    ],
    [
      "another issuer's token",
      async () => (await testIssuer()).bearer({ roles: ['leading-group-office'] }),
      401,
      'auth.unauthenticated',
    ],
    ['a role that may only read', () => sample.issuer.bearer({ roles: ['auditor'] }), 403, 'auth.forbidden'],
    ['no role at all', () => sample.issuer.bearer({}), 403, 'auth.forbidden'],
  ])('with %s is denied', async (_, headers, status, code) => {
    const answer = await sample.send('/decide', { headers: await headers() });
    expect({ status: answer.status, code: answer.body['code'] }).toEqual({ status, code });
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null);
  });

  it('with the right role is granted', async () => {
    const headers = await sample.issuer.bearer({ roles: ['leading-group-office'] });
    expect(await sample.send('/decide', { headers })).toMatchObject({
      status: 200,
      body: { scope: 'district', parks: '*' },
    });
  });

  it('that is denied is logged with who, what and why', async () => {
    const headers = {
      ...(await sample.issuer.bearer({ subject: 'wang', roles: ['auditor'] })),
      'x-request-id': 'denied-number',
    };
    await sample.send('/decide', { headers });
    const line = sample.lines.find(({ msg, requestId }) => msg === 'denied' && requestId === 'denied-number');
    expect(line).toMatchObject({
      code: 'auth.forbidden',
      subject: 'wang',
      roles: ['auditor'],
      method: 'GET',
      route: '/decide',
      ip: '127.0.0.1',
    });
    expect(JSON.stringify(sample.lines)).not.toContain(headers.authorization);
  });

  it('to a public route knows who calls, and takes no offence at a stale token', async () => {
    expect(
      (await sample.send('/open', { headers: await sample.issuer.bearer({ subject: 'li' }) })).body,
    ).toEqual({
      caller: 'li',
    });
    expect((await sample.send('/open', { headers: { authorization: 'Bearer stale' } })).body).toEqual({
      caller: null,
    });
  });
});

describe('the rate limit', () => {
  it('counts per caller and says when to come back', async () => {
    const headers = await sample.issuer.bearer({ subject: 'eager' });
    const answers = [];
    for (let i = 0; i < 4; i += 1) answers.push(await sample.send('/api/sample/v1/limited', { headers }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers[3]?.body).toMatchObject({ code: 'request.rate-limited' });
    expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(
      await sample.send('/api/sample/v1/limited', {
        headers: await sample.issuer.bearer({ subject: 'calm' }),
      }),
    ).toMatchObject({ status: 200 });
  });

  it('leaves streams alone', async () => {
    const headers = await sample.issuer.bearer({ subject: 'operator' });
    const statuses = [];
    for (let i = 0; i < 10; i += 1)
      statuses.push((await sample.send('/api/sample/v1/stream', { headers })).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });
});
