import { accountChanged, accountRegistered } from '@yuanqu/events';
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
/** An account of the test's own. */
async function account(rights: object = { roles: ['assessor'] }) {
  const username = `person-${(made += 1)}`;
  const { status, body } = await as('administrator', 'POST', '/accounts', {
    username,
    name: `${username}(测试)`,
    ...rights,
  });
  expect(status).toBe(201);
  const password = String(body['temporaryPassword']);
  return { id: String(body['id']), username, password };
}

/** Logs a new person in for the first time. */
const enter = ({ username, password }: { username: string; password: string }): Promise<Answer> =>
  identity.call('POST', '/login', { body: { username, password, newPassword: 'Sommer-2026' } });

async function eventsOf(id: string): Promise<Record<string, unknown>[]> {
  const { rows } = await identity.database.pool.query<{ body: string }>(
    `SELECT body FROM messaging.outbox WHERE key = $1 ORDER BY sequence`,
    [id],
  );
  return rows.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
}

async function lastAudit(id: string): Promise<Record<string, unknown>> {
  const { rows } = await identity.database.pool.query<{ entry: string }>(
    'SELECT entry FROM chassis.audit WHERE target = $1 ORDER BY sequence DESC LIMIT 1',
    [id],
  );
  return JSON.parse(rows[0]?.entry ?? '{}') as Record<string, unknown>;
}

describe('a new account', () => {
  it('is told to the other services as a whole', async () => {
    const { id, username } = await account({
      roles: ['task-force'],
      parks: ['software', 'ip'],
      language: 'en',
    });
    expect(await eventsOf(id)).toEqual([
      expect.objectContaining({
        type: accountRegistered.type,
        revision: 1,
        data: {
          username,
          name: `${username}(测试)`,
          roles: ['task-force'],
          parks: ['software', 'ip'],
          language: 'en',
          active: true,
        },
      }) as unknown,
    ]);
  });

  it('is audited with who made it', async () => {
    const { id } = await account();
    expect(await lastAudit(id)).toMatchObject({
      action: 'account.registered',
      actor: { roles: ['administrator'], kind: 'person' },
      after: { roles: ['assessor'] },
    });
  });

  it('needs a free user name, also of two that come at once', async () => {
    const body = { username: 'twice', name: '重名(测试)', roles: [] };
    const answers = await Promise.all([1, 2, 3, 4].map(() => as('administrator', 'POST', '/accounts', body)));
    expect(statuses(answers)).toEqual([201, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'account.username-taken',
    });
  });

  it('is refused with rights that do not go together, naming the field', async () => {
    const answer = await as('administrator', 'POST', '/accounts', {
      username: 'mighty',
      name: '权限过大(测试)',
      roles: ['finance-officer', 'approver'],
    });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'account.invalid-rights', errors: [{ pointer: '/roles', code: 'rival-roles' }] },
    });
  });

  it.each([
    [{ username: 'UPPER' }, '/username'],
    [{ roles: ['operator-client'] }, '/roles/0'],
    [{ roles: ['emperor'] }, '/roles/0'],
    [{ name: '' }, '/name'],
    [{ parks: 'all' }, '/parks'],
    [{ parks: ['ip', 'ip'] }, '/parks'],
    [{ password: 'mine' }, '/password'],
  ])('is refused with %j', async (fault, pointer) => {
    const body = { username: 'somebody', name: '某人(测试)', roles: [], ...fault };
    const answer = await as('administrator', 'POST', '/accounts', body);
    expect(answer.status).toBe(400);
    expect(answer.body['errors']).toEqual(
      expect.arrayContaining([expect.objectContaining({ pointer }) as unknown]),
    );
  });

  it('is made once for an idempotency key, and its password is not kept for it', async () => {
    const token = await identity.tokenOf('administrator');
    const make = () =>
      identity.call('POST', '/accounts', {
        token,
        headers: { 'idempotency-key': 'make-it-once' },
        body: { username: 'keyed', name: '幂等(测试)', roles: [] },
      });
    const first = await make();
    expect(first.status).toBe(201);
    expect(await make()).toMatchObject({ status: 409, body: { code: 'idempotency.answer-lost' } });
    const { rows } = await identity.database.pool.query(
      'SELECT FROM chassis.idempotency WHERE body IS NOT NULL',
    );
    expect(rows).toEqual([]);
  });
});

describe('a change of an account', () => {
  it('is told as a whole and audited with old and new', async () => {
    const { id } = await account();
    const answer = await as('administrator', 'PATCH', `/accounts/${id}`, {
      roles: ['park-operator'],
      parks: ['ip'],
      operator: 'operator-ip',
    });
    expect(answer).toMatchObject({
      status: 200,
      body: { roles: ['park-operator'], parks: ['ip'], operator: 'operator-ip', revision: 2 },
    });
    const [, changed] = await eventsOf(id);
    expect(changed).toMatchObject({
      type: accountChanged.type,
      revision: 2,
      data: { roles: ['park-operator'], operator: 'operator-ip', active: true },
    });
    expect(await lastAudit(id)).toMatchObject({
      action: 'account.changed',
      before: { roles: ['assessor'] },
      after: { roles: ['park-operator'] },
    });
    const back = await as('administrator', 'PATCH', `/accounts/${id}`, {
      roles: ['assessor'],
      parks: '*',
      operator: null,
    });
    expect(back.body).not.toHaveProperty('operator');
  });

  it('is refused when somebody was faster', async () => {
    const { id } = await account();
    const change = (name: string) => as('administrator', 'PATCH', `/accounts/${id}`, { name, revision: 1 });
    const answers = await Promise.all(['甲(测试)', '乙(测试)', '丙(测试)'].map(change));
    expect(statuses(answers)).toEqual([200, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'account.changed-meanwhile',
      revision: 2,
    });
  });

  it('that changes nothing makes no event', async () => {
    const { id } = await account();
    expect(await as('administrator', 'PATCH', `/accounts/${id}`, { roles: ['assessor'] })).toMatchObject({
      status: 200,
      body: { revision: 1 },
    });
    expect(await eventsOf(id)).toHaveLength(1);
  });

  it('cannot be of one’s own rights, password or standing', async () => {
    const me = await as('administrator', 'GET', '/me');
    const own = `/accounts/${String(me.body['id'])}`;
    expect(await as('administrator', 'PATCH', own, { roles: ['assessor'] })).toMatchObject({
      status: 403,
      body: { code: 'account.own-rights' },
    });
    expect(await as('administrator', 'POST', `${own}/password`)).toMatchObject({
      status: 403,
      body: { code: 'account.own-password' },
    });
    expect(await as('administrator', 'POST', `${own}/close`, { reason: 'tired' })).toMatchObject({
      status: 403,
      body: { code: 'account.own-standing' },
    });
  });

  it('of one’s language is everybody’s own', async () => {
    expect(await as('assessor', 'PATCH', '/me', { language: 'en' })).toMatchObject({
      status: 200,
      body: { language: 'en', username: 'assessor' },
    });
    expect(await as('assessor', 'PATCH', '/me', { roles: ['administrator'] })).toMatchObject({ status: 400 });
  });
});

describe('duties', () => {
  const reason = { reason: 'suspicious logins' };

  it('are apart: the administrator closes, the security officer locks', async () => {
    const { id } = await account();
    expect(await as('administrator', 'POST', `/accounts/${id}/lock`, reason)).toMatchObject({ status: 403 });
    expect(await as('security-officer', 'POST', `/accounts/${id}/close`, reason)).toMatchObject({
      status: 403,
    });
    expect(await as('security-officer', 'PATCH', `/accounts/${id}`, { roles: [] })).toMatchObject({
      status: 403,
    });
    expect(await as('security-officer', 'POST', `/accounts/${id}/password`)).toMatchObject({ status: 403 });
    expect(await as('auditor', 'POST', `/accounts/${id}/lock`, reason)).toMatchObject({ status: 403 });
  });

  it('are apart: nobody lifts what the other did', async () => {
    const { id } = await account();
    expect(await as('security-officer', 'POST', `/accounts/${id}/lock`, reason)).toMatchObject({
      status: 200,
      body: { active: false, holds: [{ authority: 'security', reason: 'suspicious logins' }] },
    });
    expect(await as('administrator', 'POST', `/accounts/${id}/reopen`, reason)).toMatchObject({
      status: 409,
      body: { code: 'identity.held-by-other', heldBy: ['security'] },
    });
    expect(await as('security-officer', 'POST', `/accounts/${id}/unlock`, reason)).toMatchObject({
      status: 200,
      body: { active: true, holds: [] },
    });
    expect((await eventsOf(id)).map((event) => (event['data'] as { active: boolean }).active)).toEqual([
      true,
      false,
      true,
    ]);
    expect(await lastAudit(id)).toMatchObject({ action: 'account.unlocked', reason: 'suspicious logins' });
  });

  it('let the auditor and the security officer read, and nobody else', async () => {
    for (const by of ['administrator', 'security-officer', 'auditor'] as const)
      expect(await as(by, 'GET', '/accounts')).toMatchObject({ status: 200 });
    for (const by of ['park-operator-software', 'assessor'] as const)
      expect(await as(by, 'GET', '/accounts')).toMatchObject({
        status: 403,
        body: { code: 'auth.forbidden' },
      });
    expect(await identity.call('GET', '/accounts')).toMatchObject({ status: 401 });
  });

  it('do not let an operator’s right on its clients reach accounts', async () => {
    const { id } = await account();
    for (const [method, path, body] of [
      ['GET', `/accounts/${id}`, undefined],
      ['POST', '/accounts', { username: 'sneaked', name: '偷建(测试)', roles: ['administrator'] }],
      ['PATCH', `/accounts/${id}`, { roles: ['administrator'] }],
      ['POST', `/accounts/${id}/close`, reason],
      ['POST', `/accounts/${id}/password`, undefined],
      ['GET', '/signing-keys', undefined],
      ['POST', '/signing-keys', undefined],
    ] as const)
      expect(await as('park-operator-software', method, path, body)).toMatchObject({ status: 403 });
  });
});

describe('an account that is closed or locked', () => {
  it('loses its sessions and is told so only with the right password', async () => {
    const person = await account();
    const login = await enter(person);
    await as('administrator', 'POST', `/accounts/${person.id}/close`, { reason: 'has left' });
    const refresh = await identity.call('POST', '/token', {
      form: { grant_type: 'refresh_token', refresh_token: String(login.body['refresh_token']) },
    });
    expect(refresh).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await identity.logIn(person.username, 'Sommer-2026')).toMatchObject({
      status: 403,
      body: { code: 'login.inactive' },
    });
    expect(await identity.logIn(person.username, 'wrong')).toMatchObject({ status: 401 });
    await as('administrator', 'POST', `/accounts/${person.id}/reopen`, { reason: 'is back' });
    expect(await identity.logIn(person.username, 'Sommer-2026')).toMatchObject({ status: 200 });
  });
});

describe('a password reset', () => {
  it('gives a temporary one and ends the sessions', async () => {
    const person = await account();
    const login = await enter(person);
    const reset = await as('administrator', 'POST', `/accounts/${person.id}/password`);
    expect(reset).toMatchObject({ status: 200, body: { temporaryPassword: expect.any(String) as string } });
    expect(reset.headers.get('cache-control')).toBe('no-store');
    expect(await identity.logIn(person.username, 'Sommer-2026')).toMatchObject({ status: 401 });
    const refresh = await identity.call('POST', '/token', {
      form: { grant_type: 'refresh_token', refresh_token: String(login.body['refresh_token']) },
    });
    expect(refresh.status).toBe(400);
    const password = String(reset.body['temporaryPassword']);
    const again = await identity.call('POST', '/login', {
      body: { username: person.username, password, newPassword: 'Winter-2026' },
    });
    expect(again.status).toBe(200);
  });

  it('of nobody is answered 404', async () => {
    const path = '/accounts/01a20abf-bca7-7000-9d2d-d1be71788f3c';
    for (const call of [
      as('administrator', 'POST', `${path}/password`),
      as('administrator', 'GET', path),
      as('administrator', 'PATCH', path, { name: '无' }),
      as('security-officer', 'POST', `${path}/lock`, { reason: 'unknown' }),
    ])
      expect(await call).toMatchObject({ status: 404, body: { code: 'account.unknown' } });
  });
});

describe('the list of accounts', () => {
  const list = async (query: string) => {
    const { status, body } = await as('auditor', 'GET', `/accounts${query}`);
    expect(status).toBe(200);
    const items = body['items'] as { username: string; active: boolean }[];
    return {
      items,
      names: items.map(({ username }) => username),
      next: body['nextCursor'] as string | undefined,
    };
  };

  it('is read page by page, each account once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => account()));
    const all = (await list('?limit=500')).names;
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(`?limit=4${cursor === undefined ? '' : `&cursor=${cursor}`}`);
      paged.push(...page.names);
      cursor = page.next;
    } while (cursor !== undefined);
    expect(paged).toEqual(all);
    expect(new Set(all).size).toBe(all.length);
  });

  it('is filtered by role, park, standing and part of a name', async () => {
    expect((await list('?role=approver')).names).toEqual(
      expect.arrayContaining(['approver-1', 'approver-2']),
    );
    expect((await list('?role=approver&search=-1')).names).toEqual(['approver-1']);
    expect((await list('?search=%E8%BD%AF%E4%BB%B6%E5%9B%AD')).names).toEqual([
      'task-force-software',
      'task-force-software-2',
      'park-operator-software',
    ]);
    const inPark = await list('?park=legal&limit=500');
    expect(inPark.names).not.toContain('task-force-software');
    expect(inPark.names).toContain('assessor');
    const { id, username } = await account();
    await as('administrator', 'POST', `/accounts/${id}/close`, { reason: 'test' });
    expect((await list('?active=false&limit=500')).names).toContain(username);
    expect((await list('?active=true&limit=500')).names).not.toContain(username);
  });

  it('takes the characters of a pattern for themselves', async () => {
    expect((await list('?search=%25')).names).toEqual([]);
    expect((await list('?search=_')).names).toEqual([]);
  });

  it.each(['?limit=0', '?limit=501', '?cursor=nonsense', '?role=emperor', '?active=yes', '?unknown=1'])(
    'refuses %s',
    async (query) => {
      expect(await as('auditor', 'GET', `/accounts${query}`)).toMatchObject({ status: 400 });
    },
  );
});
