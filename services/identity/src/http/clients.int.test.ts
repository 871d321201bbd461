import { clientChanged, clientRegistered, clientRestored, clientRevoked } from '@yuanqu/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, statuses } from '../testing/caller.ts';
import { type IdentityUnderTest, startIdentity } from '../testing/start-identity.ts';

let identity: IdentityUnderTest;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity?.stop());

type By = 'administrator' | 'security-officer' | 'auditor' | 'park-operator-software' | 'assessor';
const as = async (by: By, method: string, path: string, body?: object): Promise<Answer> =>
  identity.call(method, path, { token: await identity.tokenOf(by), ...(body ? { body } : {}) });

let made = 0;
/** A client of the test's own, of the operator of the software park. */
async function client(by: By = 'park-operator-software') {
  const clientId = `system-${(made += 1)}`;
  const { status, body } = await as(by, 'POST', '/clients', {
    clientId,
    name: '门禁系统(测试)',
    operator: 'operator-software',
    parks: ['software'],
  });
  expect(status).toBe(201);
  return { clientId, secret: String(body['secret']), secretId: String(body['secretId']) };
}

const tokenStatus = async (clientId: string, secret: string): Promise<number> =>
  (
    await identity.call('POST', '/token', {
      form: { grant_type: 'client_credentials', client_id: clientId, client_secret: secret },
    })
  ).status;

async function eventsOf(clientId: string): Promise<{ type: string; data: Record<string, unknown> }[]> {
  const { rows } = await identity.database.pool.query<{ body: string }>(
    'SELECT body FROM messaging.outbox WHERE key = $1 ORDER BY sequence',
    [clientId],
  );
  return rows.map(({ body }) => JSON.parse(body) as { type: string; data: Record<string, unknown> });
}

const reason = { reason: 'the laptop was stolen' };

describe('a client', () => {
  it('is registered by its operator, with a secret that is shown once and kept as a hash', async () => {
    const { clientId, secret } = await client();
    expect(secret).toMatch(/^yqs_[\w-]{43}$/);
    expect(await tokenStatus(clientId, secret)).toBe(200);
    const detail = await as('park-operator-software', 'GET', `/clients/${clientId}`);
    expect(detail).toMatchObject({
      status: 200,
      body: { clientId, operator: 'operator-software', parks: ['software'], active: true, demo: false },
    });
    expect(JSON.stringify(detail.body)).not.toContain(secret);
    const { rows } = await identity.database.pool.query<{ leaks: string }>(
      `SELECT (SELECT count(*) FROM chassis.audit WHERE entry LIKE $1)
            + (SELECT count(*) FROM messaging.outbox WHERE body LIKE $1)
            + (SELECT count(*) FROM client_secret WHERE encode(hash, 'escape') LIKE $1) AS leaks`,
      [`%${secret}%`],
    );
    expect(rows[0]?.leaks).toBe('0');
    expect(await eventsOf(clientId)).toEqual([
      expect.objectContaining({
        type: clientRegistered.type,
        data: { clientId, operator: 'operator-software', parks: ['software'], name: '门禁系统(测试)' },
      }) as unknown,
    ]);
  });

  it('needs an id that is free', async () => {
    const { clientId } = await client();
    const body = { clientId, name: '重复(测试)', parks: ['software'] };
    expect(await as('park-operator-software', 'POST', '/clients', body)).toMatchObject({
      status: 409,
      body: { code: 'client.exists' },
    });
  });

  it('of another operator or park is beyond an operator', async () => {
    const create = (changes: object) =>
      as('park-operator-software', 'POST', '/clients', {
        clientId: 'too-far',
        name: '越权(测试)',
        parks: ['software'],
        ...changes,
      });
    expect(await create({ operator: 'operator-ip' })).toMatchObject({
      status: 403,
      body: { code: 'client.other-operator' },
    });
    expect(await create({ parks: ['software', 'ip'] })).toMatchObject({
      status: 403,
      body: { code: 'client.other-park' },
    });
    for (const [method, path, body] of [
      ['GET', '/clients/operator-ip', undefined],
      ['PATCH', '/clients/operator-ip', { name: '改名' }],
      ['POST', '/clients/operator-ip/secrets', {}],
      ['POST', '/clients/operator-ip/revoke', reason],
    ] as const)
      expect(await as('park-operator-software', method, path, body)).toMatchObject({
        status: 404,
        body: { code: 'client.unknown' },
      });
  });

  it('is listed for its operator alone, and all for the district', async () => {
    const ids = async (by: By, query = '') => {
      const { body } = await as(by, 'GET', `/clients${query}`);
      return (body['items'] as { clientId: string; operator: string }[]).map(({ operator }) => operator);
    };
    expect(new Set(await ids('park-operator-software'))).toEqual(new Set(['operator-software']));
    expect(await ids('park-operator-software', '?operator=operator-ip')).toEqual([]);
    expect(new Set(await ids('auditor', '?limit=500')).size).toBe(10);
    expect(await ids('security-officer', '?park=legal')).toEqual(['operator-legal']);
    expect(await as('assessor', 'GET', '/clients')).toMatchObject({ status: 403 });
  });

  it('changes its name and parks, as one event', async () => {
    const { clientId } = await client();
    expect(
      await as('administrator', 'PATCH', `/clients/${clientId}`, { parks: ['software', 'smartmaking'] }),
    ).toMatchObject({ status: 200, body: { parks: ['software', 'smartmaking'], revision: 2 } });
    expect((await eventsOf(clientId)).map(({ type }) => type)).toEqual([
      clientRegistered.type,
      clientChanged.type,
    ]);
    expect(
      await as('park-operator-software', 'PATCH', `/clients/${clientId}`, { parks: ['ip'] }),
    ).toMatchObject({
      status: 403,
    });
  });
});

describe('a client’s secret', () => {
  it('is rotated: both are valid for a while, then the old one is not', async () => {
    const { clientId, secret } = await client();
    const rotated = await as('park-operator-software', 'POST', `/clients/${clientId}/secrets`, {
      overlapHours: 48,
    });
    expect(rotated.status).toBe(201);
    expect(rotated.headers.get('cache-control')).toBe('no-store');
    const next = String(rotated.body['secret']);
    expect([await tokenStatus(clientId, secret), await tokenStatus(clientId, next)]).toEqual([200, 200]);
    expect(await as('park-operator-software', 'POST', `/clients/${clientId}/secrets`, {})).toMatchObject({
      status: 409,
      body: { code: 'client.rotation-under-way' },
    });
    identity.clock.advance(48 * 3600_000);
    expect([await tokenStatus(clientId, secret), await tokenStatus(clientId, next)]).toEqual([401, 200]);
    expect(await as('park-operator-software', 'POST', `/clients/${clientId}/secrets`, {})).toMatchObject({
      status: 201,
    });
  });

  it('is replaced at once without an overlap', async () => {
    const { clientId, secret } = await client();
    const { body } = await as('administrator', 'POST', `/clients/${clientId}/secrets`, { overlapHours: 0 });
    expect(await tokenStatus(clientId, secret)).toBe(401);
    expect(await tokenStatus(clientId, String(body['secret']))).toBe(200);
  });

  it('is retired when the new one is in use, never the last', async () => {
    const { clientId, secret, secretId } = await client();
    const retire = (id: string) =>
      as('park-operator-software', 'DELETE', `/clients/${clientId}/secrets/${id}`);
    expect(await retire(secretId)).toMatchObject({ status: 409, body: { code: 'client.last-secret' } });
    const { body } = await as('park-operator-software', 'POST', `/clients/${clientId}/secrets`, {});
    expect(await tokenStatus(clientId, String(body['secret']))).toBe(200);
    expect(await retire(secretId)).toMatchObject({ status: 204 });
    expect(await tokenStatus(clientId, secret)).toBe(401);
    const detail = await as('park-operator-software', 'GET', `/clients/${clientId}`);
    expect(detail.body['secrets']).toEqual([
      expect.objectContaining({ id: body['secretId'], lastUsedAt: expect.any(String) as string }) as unknown,
    ]);
  });

  it('is never one of three, also when rotations come at once', async () => {
    const { clientId } = await client();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => as('administrator', 'POST', `/clients/${clientId}/secrets`, {})),
    );
    expect(statuses(answers)).toEqual([201, 409, 409, 409, 409]);
  });
});

describe('a client’s access', () => {
  it('ends when it is revoked and returns when it is restored, each told once', async () => {
    const { clientId, secret } = await client();
    const revoke = () => as('park-operator-software', 'POST', `/clients/${clientId}/revoke`, reason);
    expect(await revoke()).toMatchObject({ status: 200, body: { active: false } });
    expect(await revoke()).toMatchObject({ status: 200, body: { active: false } });
    expect(await tokenStatus(clientId, secret)).toBe(401);
    expect(await as('park-operator-software', 'POST', `/clients/${clientId}/restore`, reason)).toMatchObject({
      status: 200,
      body: { active: true },
    });
    expect(await tokenStatus(clientId, secret)).toBe(200);
    const events = await eventsOf(clientId);
    expect(events.map(({ type }) => type)).toEqual([
      clientRegistered.type,
      clientRevoked.type,
      clientRestored.type,
    ]);
    expect(events[1]?.data).toMatchObject({ clientId, reason: 'the laptop was stolen' });
  });

  it('is not restored by the operator when the district took it', async () => {
    const { clientId } = await client();
    await as('administrator', 'POST', `/clients/${clientId}/revoke`, reason);
    expect(await as('park-operator-software', 'POST', `/clients/${clientId}/restore`, reason)).toMatchObject({
      status: 409,
      body: { code: 'identity.held-by-other' },
    });
    expect(await as('administrator', 'POST', `/clients/${clientId}/restore`, reason)).toMatchObject({
      status: 200,
      body: { active: true },
    });
  });

  it('is locked by the security officer, and unlocked by nobody else', async () => {
    const { clientId, secret } = await client();
    expect(await as('administrator', 'POST', `/clients/${clientId}/lock`, reason)).toMatchObject({
      status: 403,
    });
    expect(await as('security-officer', 'POST', `/clients/${clientId}/lock`, reason)).toMatchObject({
      status: 200,
      body: { active: false },
    });
    for (const by of ['administrator', 'park-operator-software'] as const)
      expect(await as(by, 'POST', `/clients/${clientId}/restore`, reason)).toMatchObject({ status: 409 });
    expect(await tokenStatus(clientId, secret)).toBe(401);
    expect(await as('security-officer', 'POST', `/clients/${clientId}/unlock`, reason)).toMatchObject({
      status: 200,
      body: { active: true },
    });
  });

  it('returns only when the last who took it gives it back', async () => {
    const { clientId } = await client();
    await as('park-operator-software', 'POST', `/clients/${clientId}/revoke`, reason);
    await as('security-officer', 'POST', `/clients/${clientId}/lock`, reason);
    await as('park-operator-software', 'POST', `/clients/${clientId}/restore`, reason);
    await as('security-officer', 'POST', `/clients/${clientId}/unlock`, reason);
    expect((await eventsOf(clientId)).map(({ type }) => type)).toEqual([
      clientRegistered.type,
      clientRevoked.type,
      clientChanged.type,
      clientChanged.type,
      clientRestored.type,
    ]);
  });

  it('is refused for want of a reason', async () => {
    const { clientId } = await client();
    expect(await as('administrator', 'POST', `/clients/${clientId}/revoke`, {})).toMatchObject({
      status: 400,
    });
  });
});
