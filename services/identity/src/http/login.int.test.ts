import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { argon2Passwords } from '../adapters/argon2-passwords.ts';
import { boundedWork } from '../adapters/bounded-work.ts';
import { type IdentityUnderTest, startIdentity } from '../testing/start-identity.ts';

let identity: IdentityUnderTest;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity?.stop());

const query = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await identity.database.pool.query<Row>(sql, values)).rows;

/** Registers a person of the test's own and answers the temporary password. */
async function register(username: string, rights: object = { roles: ['assessor'] }): Promise<string> {
  const { body } = await identity.call('POST', '/accounts', {
    token: await identity.tokenOf('administrator'),
    body: { username, name: `${username}(测试)`, ...rights },
  });
  return String(body['temporaryPassword']);
}

/** Registers a person who has chosen a password. */
async function registerWithPassword(username: string, newPassword = 'Sommer-2026'): Promise<void> {
  const password = await register(username);
  const { status } = await identity.call('POST', '/login', { body: { username, password, newPassword } });
  expect(status).toBe(200);
}

describe('login', () => {
  it('gives a token that says who somebody is and what for', async () => {
    const { status, body, headers } = await identity.logIn('park-operator-software');
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 600 });
    expect(headers.get('cache-control')).toBe('no-store');
    const claims = decodeJwt(String(body['access_token']));
    expect(claims).toMatchObject({
      kind: 'person',
      roles: ['park-operator'],
      parks: ['software'],
      operator: 'operator-software',
      iss: 'yuanqu',
      aud: 'yuanqu',
    });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(600);
  });

  it('is open to one person for each role of the demo', async () => {
    const people = [
      ['district-leader', 'district-leader'],
      ['leading-group-office', 'leading-group-office'],
      ['task-force-software', 'task-force'],
      ['park-operator-software', 'park-operator'],
      ['finance-officer', 'finance-officer'],
      ['approver-1', 'approver'],
      ['approver-2', 'approver'],
      ['assessor', 'assessor'],
      ['auditor', 'auditor'],
      ['security-officer', 'security-officer'],
      ['administrator', 'administrator'],
    ] as const;
    for (const [username, role] of people) {
      const { body } = await identity.call('GET', '/me', { token: await identity.tokenOf(username) });
      const ownParks = ['task-force', 'park-operator'].includes(role);
      expect(body).toMatchObject({
        username,
        roles: [role],
        parks: ownParks ? ['software'] : '*',
        kind: 'person',
      });
    }
  });

  it('takes the name as people type it', async () => {
    expect(await identity.logIn(' Assessor ')).toMatchObject({ status: 200 });
  });

  it('answers a wrong password and an unknown name alike', async () => {
    const wrong = await identity.logIn('auditor', 'wrong');
    const unknown = await identity.logIn('nobody-at-all', 'wrong');
    expect(wrong).toMatchObject({ status: 401, body: { code: 'login.failed' } });
    const faceless = ({ body }: typeof wrong) => ({ ...body, requestId: 'any' });
    expect(faceless(unknown)).toEqual(faceless(wrong));
    expect(unknown.headers.get('www-authenticate')).toBe(wrong.headers.get('www-authenticate'));
  });

  it('takes as long for an unknown name as for a wrong password', async () => {
    const timeOf = async (username: string): Promise<number> => {
      const startedAt = performance.now();
      await identity.logIn(username, 'wrong');
      return performance.now() - startedAt;
    };
    const unknown: number[] = [];
    const known: number[] = [];
    for (let i = 0; i < 4; i += 1) {
      unknown.push(await timeOf('never-registered'));
      known.push(await timeOf('leading-group-office'));
    }
    const fastest = Math.min(...unknown) / Math.min(...known);
    expect(fastest).toBeGreaterThan(0.5);
    expect(fastest).toBeLessThan(2);
  });

  it.each([
    [{}, '/username'],
    [{ username: 'a' }, '/password'],
    [{ username: 'a', password: 1 }, '/password'],
    [{ username: 'a', password: 'b', extra: 1 }, '/extra'],
    [{ username: 'x'.repeat(101), password: 'b' }, '/username'],
  ])('says what is wrong with %j', async (body, pointer) => {
    const answer = await identity.call('POST', '/login', { body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(answer.body['errors']).toEqual(
      expect.arrayContaining([expect.objectContaining({ pointer }) as unknown]),
    );
  });

  it('leaves a line in the audit trail, whether it succeeds or fails', async () => {
    await registerWithPassword('audited');
    await identity.logIn('audited', 'wrong');
    await identity.logIn('audited', 'Sommer-2026');
    const rows = await query<{ entry: string }>(
      `SELECT entry FROM chassis.audit JOIN account ON account.id::text = audit.target
       WHERE username = 'audited' ORDER BY sequence DESC LIMIT 2`,
    );
    const [success, failure] = rows.map(({ entry }) => JSON.parse(entry) as Record<string, unknown>);
    expect(failure).toMatchObject({
      action: 'account.login-failed',
      actor: { subject: 'anonymous' },
      ip: '127.0.0.1',
    });
    expect(success).toMatchObject({ action: 'account.logged-in', actor: { name: 'audited' } });
    expect(JSON.stringify(rows)).not.toContain('Sommer-2026');
  });

  it('hashes an old password anew when hashes are made more dearly than then', async () => {
    await registerWithPassword('rehashed');
    const cheap = argon2Passwords(boundedWork(1, 1), { memoryKiB: 64, passes: 1, parallelism: 1 });
    const set = `UPDATE password SET hash = $1 FROM account WHERE account.id = account_id AND username = 'rehashed'`;
    await query(set, [await cheap.hash('Sommer-2026')]);
    expect(await identity.logIn('rehashed', 'Sommer-2026')).toMatchObject({ status: 200 });
    const [row] = await query<{ hash: string }>(
      `SELECT hash FROM password JOIN account ON account.id = account_id WHERE username = 'rehashed'`,
    );
    expect(row?.hash).toContain('m=19456,t=2,p=1');
    expect(await identity.logIn('rehashed', 'Sommer-2026')).toMatchObject({ status: 200 });
  });
});

describe('a temporary password', () => {
  it('is good for choosing one’s own, and for nothing else', async () => {
    const password = await register('newcomer');
    expect(await identity.logIn('newcomer', password)).toMatchObject({
      status: 403,
      body: { code: 'password.change-required' },
    });
    const choose = (newPassword: string) =>
      identity.call('POST', '/login', { body: { username: 'newcomer', password, newPassword } });
    expect(await choose('short')).toMatchObject({ status: 400, body: { code: 'password.weak' } });
    expect(await choose(password)).toMatchObject({ status: 400, body: { code: 'password.unchanged' } });
    expect(await choose('Sommer-2026')).toMatchObject({ status: 200 });
    expect(await identity.logIn('newcomer', 'Sommer-2026')).toMatchObject({ status: 200 });
    expect(await identity.logIn('newcomer', password)).toMatchObject({ status: 401 });
  });

  it('is worth nothing after its time', async () => {
    const password = await register('latecomer');
    identity.clock.advance(3 * 24 * 3600_000 + 1);
    expect(
      await identity.call('POST', '/login', {
        body: { username: 'latecomer', password, newPassword: 'Sommer-2026' },
      }),
    ).toMatchObject({ status: 403, body: { code: 'password.expired' } });
    identity.clock.advance(-(3 * 24 * 3600_000 + 1));
  });
});

describe('one’s own password', () => {
  it('is changed with the old one, which ends every session but the new one', async () => {
    await registerWithPassword('changer');
    const [one, other] = [
      await identity.logIn('changer', 'Sommer-2026'),
      await identity.logIn('changer', 'Sommer-2026'),
    ];
    const token = String(one.body['access_token']);
    const change = (currentPassword: string) =>
      identity.call('POST', '/me/password', { token, body: { currentPassword, newPassword: 'Winter-2026' } });
    expect(await change('wrong')).toMatchObject({ status: 401, body: { code: 'login.failed' } });
    const changed = await change('Sommer-2026');
    expect(changed).toMatchObject({ status: 200, body: { token_type: 'Bearer' } });
    const refresh = ({ body }: typeof one) =>
      identity.call('POST', '/token', {
        form: { grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) },
      });
    expect(await refresh(one)).toMatchObject({ status: 400 });
    expect(await refresh(other)).toMatchObject({ status: 400 });
    expect(await refresh(changed)).toMatchObject({ status: 200 });
    expect(await identity.logIn('changer', 'Winter-2026')).toMatchObject({ status: 200 });
  });

  it('leaves nothing behind for an idempotency key, from which it could be guessed', async () => {
    await registerWithPassword('keyed');
    const token = String((await identity.logIn('keyed', 'Sommer-2026')).body['access_token']);
    const body = { currentPassword: 'Sommer-2026', newPassword: 'Winter-2026' };
    const headers = { 'idempotency-key': 'change-it-once' };
    expect(await identity.call('POST', '/me/password', { token, headers, body })).toMatchObject({
      status: 200,
    });
    expect(await query('SELECT FROM chassis.idempotency')).toEqual([]);
  });

  it('is never kept or shown in the clear', async () => {
    const found = await query<{ hits: string }>(
      `SELECT (SELECT count(*) FROM chassis.audit WHERE entry LIKE '%Sommer-2026%')
            + (SELECT count(*) FROM chassis.idempotency WHERE body LIKE '%Sommer-2026%')
            + (SELECT count(*) FROM messaging.outbox WHERE body LIKE '%Sommer-2026%') AS hits`,
    );
    expect(found[0]?.hits).toBe('0');
  });
});

describe('failed logins', () => {
  const attempt = async (username: string, password: string) =>
    (await identity.logIn(username, password)).status;

  it('block the name after the fifth in a row, also for the right password, until the wait is over', async () => {
    await registerWithPassword('blocked');
    for (let i = 0; i < 5; i += 1) expect(await attempt('blocked', 'wrong')).toBe(401);
    const refused = await identity.logIn('blocked', 'Sommer-2026');
    expect(refused).toMatchObject({ status: 429, body: { code: 'login.blocked' } });
    expect(refused.headers.get('retry-after')).toBe('30');
    identity.clock.advance(29_000);
    expect(await attempt('blocked', 'Sommer-2026')).toBe(429);
    identity.clock.advance(1_000);
    expect(await attempt('blocked', 'wrong')).toBe(401);
    identity.clock.advance(59_000);
    expect(await attempt('blocked', 'Sommer-2026')).toBe(429);
    identity.clock.advance(1_000);
    expect(await attempt('blocked', 'Sommer-2026')).toBe(200);
    for (let i = 0; i < 4; i += 1) expect(await attempt('blocked', 'wrong')).toBe(401);
    expect(await attempt('blocked', 'Sommer-2026')).toBe(200);
  });

  it('block a name that nobody has in the same way', async () => {
    for (let i = 0; i < 5; i += 1) expect(await attempt('ghost', 'wrong')).toBe(401);
    expect(await attempt('ghost', 'wrong')).toBe(429);
    identity.clock.advance(30_000);
    expect(await attempt('ghost', 'wrong')).toBe(401);
  });

  it('count when they come all at once: of forty guesses five are looked at', async () => {
    await registerWithPassword('stormed');
    const answers = await Promise.all(Array.from({ length: 40 }, () => attempt('stormed', 'wrong')));
    expect(answers.filter((status) => status === 401)).toHaveLength(5);
    expect(answers.filter((status) => status === 429)).toHaveLength(35);
  });

  it('are not made by somebody who logs in often at once with the right password', async () => {
    await registerWithPassword('busy');
    const answers = await Promise.all(Array.from({ length: 20 }, () => attempt('busy', 'Sommer-2026')));
    expect(answers).toEqual(Array.from({ length: 20 }, () => 200));
  });

  it('are forgotten after a quiet day', async () => {
    await registerWithPassword('forgetful');
    for (let i = 0; i < 4; i += 1) expect(await attempt('forgetful', 'wrong')).toBe(401);
    identity.clock.advance(24 * 3600_000 + 1);
    for (let i = 0; i < 4; i += 1) expect(await attempt('forgetful', 'wrong')).toBe(401);
    expect(await attempt('forgetful', 'Sommer-2026')).toBe(200);
  });

  it('keep no name in the clear, since people type passwords there', async () => {
    await attempt('hunter2-typed-as-a-name', 'x');
    const rows = await query<{ nameHash: Buffer }>('SELECT name_hash AS "nameHash" FROM login_failure');
    expect(rows.every(({ nameHash }) => nameHash.length === 32)).toBe(true);
  });
});
