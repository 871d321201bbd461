import { eventually } from '@yuanqu/testing';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../testing/caller.ts';
import { type IdentityUnderTest, startIdentity } from '../testing/start-identity.ts';

let identity: IdentityUnderTest;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity?.stop());

interface Key {
  readonly kid: string;
  readonly state: 'next' | 'signing' | 'verifying';
  readonly signsFrom: string;
}

const newToken = async (username: string): Promise<string> =>
  String((await identity.logIn(username)).body['access_token']);
// A key that verifiers do not know makes them read the set again, but not more often than every five seconds; they would
// have read it long since if the clock had not jumped.
const as = (username: string, method: string, path: string, body?: object): Promise<Answer> =>
  eventually(
    async () => {
      const answer = await identity.call(method, path, {
        token: await newToken(username),
        ...(body ? { body } : {}),
      });
      return answer.status === 401 ? undefined : answer;
    },
    { withinMs: 10_000, everyMs: 200 },
  );
const asAdministrator = (method: string, path: string, body?: object): Promise<Answer> =>
  as('administrator', method, path, body);
const keys = async (): Promise<Key[]> =>
  (await asAdministrator('GET', '/signing-keys')).body['items'] as Key[];
const keySet = async (): Promise<string[]> =>
  ((await identity.call('GET', '/.well-known/jwks.json')).body['keys'] as Key[]).map(({ kid }) => kid);
const kidOfNewToken = async (): Promise<string | undefined> =>
  decodeProtectedHeader(await newToken('assessor')).kid;

describe('the signing keys', () => {
  it('are published without their private half, to be cached for a while', async () => {
    const answer = await identity.call('GET', '/.well-known/jwks.json');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
    expect(answer.body['keys']).toEqual([
      {
        kty: 'EC',
        crv: 'P-256',
        use: 'sig',
        alg: 'ES256',
        kid: expect.any(String) as string,
        x: expect.any(String) as string,
        y: expect.any(String) as string,
      },
    ]);
    const unchanged = await identity.call('GET', '/.well-known/jwks.json', {
      headers: { 'if-none-match': answer.headers.get('etag') ?? '' },
    });
    expect(unchanged.status).toBe(304);
  });

  it('are sealed in the database', async () => {
    const { rows } = await identity.database.pool.query<{ sealed: Buffer }>(
      'SELECT sealed_private AS sealed FROM signing_key',
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.sealed.toString('latin1')).not.toContain('PRIVATE KEY');
  });

  it('are rotated ahead of time: published first, signing a quarter of an hour later, the old one verifying on', async () => {
    const [before] = await keys();
    const { status } = await asAdministrator('POST', '/signing-keys');
    expect(status).toBe(201);
    expect((await keys()).map(({ state }) => state)).toEqual(['signing', 'next']);
    expect(await keySet()).toHaveLength(2);
    expect(await kidOfNewToken()).toBe(before?.kid);
    expect(await asAdministrator('POST', '/signing-keys')).toMatchObject({
      status: 409,
      body: { code: 'signing-key.rotation-under-way' },
    });
    const oldToken = await newToken('auditor');
    identity.clock.advance(15 * 60_000);
    const [old, now] = await keys();
    expect([old?.state, now?.state]).toEqual(['verifying', 'signing']);
    expect(await kidOfNewToken()).toBe(now?.kid);
    expect(await identity.call('GET', '/me', { token: oldToken })).toMatchObject({ status: 200 });
  });

  it('are looked after at every start: dropped when their last token has expired', async () => {
    const [old] = await keys();
    await identity.database.pool.query(
      `UPDATE signing_key SET signs_from = signs_from - interval '1 hour 30 minutes'`,
    );
    const restarted = await startIdentity({ database: identity.database });
    await restarted.stop();
    expect(await keySet()).toHaveLength(1);
    expect(await keySet()).not.toContain(old?.kid);
  });

  it('are withdrawn at once: another one signs, and tokens of the old one are refused', async () => {
    const signing = (await keys()).find(({ state }) => state === 'signing');
    const token = await newToken('auditor');
    const withdraw = (kid: string) =>
      asAdministrator('POST', `/signing-keys/${kid}/withdraw`, { reason: 'backup was stolen' });
    expect(await withdraw('unknown')).toMatchObject({ status: 404, body: { code: 'signing-key.unknown' } });
    expect(await withdraw(signing?.kid ?? '')).toMatchObject({ status: 204 });
    expect(await keySet()).not.toContain(signing?.kid);
    expect(await kidOfNewToken()).not.toBe(signing?.kid);
    expect(await as('auditor', 'GET', '/me')).toMatchObject({ status: 200 });
    expect(await identity.call('GET', '/me', { token })).toMatchObject({ status: 401 });
  });

  it('are the administrator’s alone to change', async () => {
    for (const username of ['security-officer', 'auditor', 'assessor'])
      expect(await as(username, 'POST', '/signing-keys')).toMatchObject({ status: 403 });
    expect(await as('auditor', 'GET', '/signing-keys')).toMatchObject({ status: 200 });
  });
});
