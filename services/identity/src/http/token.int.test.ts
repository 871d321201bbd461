import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IdentityUnderTest, startIdentity } from '../testing/start-identity.ts';

let identity: IdentityUnderTest;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity?.stop());

const token = (form: Record<string, string>, headers: Record<string, string> = {}) =>
  identity.call('POST', '/token', { form, headers });
const basic = (clientId: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
});
const clientCredentials = { grant_type: 'client_credentials' };

describe('client credentials', () => {
  it('in the header give a token that the key set verifies', async () => {
    const answer = await token(clientCredentials, basic('operator-software', 'yuanqu-demo'));
    expect(answer).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 3600 } });
    expect(answer.body).not.toHaveProperty('refresh_token');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('pragma')).toBe('no-cache');
    const keys = createRemoteJWKSet(
      new URL(`${identity.service.address}/api/identity/v1/.well-known/jwks.json`),
    );
    const { payload, protectedHeader } = await jwtVerify(String(answer.body['access_token']), keys, {
      issuer: 'yuanqu',
      audience: 'yuanqu',
    });
    expect(protectedHeader.alg).toBe('ES256');
    expect(payload).toMatchObject({
      sub: 'operator-software',
      kind: 'client',
      roles: ['operator-client'],
      parks: ['software'],
      operator: 'operator-software',
    });
  });

  it('in the form do as well', async () => {
    const form = { ...clientCredentials, client_id: 'operator-digital', client_secret: 'yuanqu-demo' };
    expect(await token(form)).toMatchObject({ status: 200 });
  });

  it('are there for each park of the demo', async () => {
    const parks = ['software', 'ip', 'construction', 'ecommerce', 'hr', 'decoration', 'legal', 'design'];
    for (const park of [...parks, 'smartmaking', 'digital'])
      expect(await token(clientCredentials, basic(`operator-${park}`, 'yuanqu-demo'))).toMatchObject({
        status: 200,
      });
  });

  it('let the token into what every service opens to it', async () => {
    const { body } = await token(clientCredentials, basic('operator-ip', 'yuanqu-demo'));
    const me = await identity.call('GET', '/me', { token: String(body['access_token']) });
    expect(me).toMatchObject({
      status: 200,
      body: { id: 'operator-ip', kind: 'client', operator: 'operator-ip' },
    });
  });

  it.each([
    ['a wrong secret', 'operator-software', 'wrong'],
    ['an unknown client', 'operator-nowhere', 'yuanqu-demo'],
  ])('with %s are answered as the RFC says', async (_, clientId, secret) => {
    const answer = await token(clientCredentials, basic(clientId, secret));
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('remember that the secret is in use, but not at every token', async () => {
    const used = async () => {
      const { rows } = await identity.database.pool.query<{ at: Date | null }>(
        `SELECT last_used_at AS at FROM client_secret WHERE client_id = 'operator-hr'`,
      );
      return rows[0]?.at?.getTime();
    };
    await identity.database.pool.query('UPDATE client_secret SET last_used_at = NULL');
    await token(clientCredentials, basic('operator-hr', 'yuanqu-demo'));
    const first = await used();
    expect(first).toBe(identity.clock().getTime());
    identity.clock.advance(60_000);
    await token(clientCredentials, basic('operator-hr', 'yuanqu-demo'));
    expect(await used()).toBe(first);
  });
});

describe('a faulty token request', () => {
  it.each<[string, Record<string, string>, Record<string, string>, number, string]>([
    ['no grant type', { scope: '' }, {}, 400, 'invalid_request'],
    ['another grant type', { grant_type: 'password' }, {}, 400, 'unsupported_grant_type'],
    ['no credentials', clientCredentials, {}, 401, 'invalid_client'],
    [
      'a scope',
      { ...clientCredentials, scope: 'all' },
      basic('operator-ip', 'yuanqu-demo'),
      400,
      'invalid_scope',
    ],
    ['no refresh token', { grant_type: 'refresh_token' }, {}, 400, 'invalid_request'],
    [
      'a made-up refresh token',
      { grant_type: 'refresh_token', refresh_token: 'yqr_x' },
      {},
      400,
      'invalid_grant',
    ],
    [
      'the secret twice',
      { ...clientCredentials, client_id: 'operator-ip', client_secret: 'yuanqu-demo' },
      basic('operator-ip', 'yuanqu-demo'),
      400,
      'invalid_request',
    ],
    ['an overlong field', { grant_type: 'x'.repeat(101) }, {}, 400, 'invalid_request'],
  ])('with %s gets its error', async (_, form, headers, status, error) => {
    const answer = await token(form, headers);
    expect(answer).toMatchObject({
      status,
      body: { error, error_description: expect.any(String) as string },
    });
    expect(Object.keys(answer.body).toSorted()).toEqual(['error', 'error_description']);
  });

  it.each<[string, string | undefined, string]>([
    ['JSON', 'application/json', '{"grant_type":"client_credentials"}'],
    ['no content type', undefined, ''],
    ['a parameter twice', 'application/x-www-form-urlencoded', 'grant_type=a&grant_type=b'],
    ['a body that is too long', 'application/x-www-form-urlencoded', `grant_type=${'x'.repeat(20_000)}`],
  ])('as %s is an invalid request', async (_, contentType, body) => {
    const answer = await fetch(`${identity.service.address}/api/identity/v1/token`, {
      method: 'POST',
      headers: contentType === undefined ? {} : { 'content-type': contentType },
      ...(body === '' ? {} : { body }),
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: 'invalid_request' });
  });

  it('with a key for idempotency keeps no token behind', async () => {
    const headers = { ...basic('operator-ip', 'yuanqu-demo'), 'idempotency-key': 'one-and-the-same' };
    const [first, other] = [await token(clientCredentials, headers), await token(clientCredentials, headers)];
    expect(first.status).toBe(200);
    expect(other.body['access_token']).not.toBe(first.body['access_token']);
    const { rows } = await identity.database.pool.query('SELECT FROM chassis.idempotency');
    expect(rows).toEqual([]);
  });
});
