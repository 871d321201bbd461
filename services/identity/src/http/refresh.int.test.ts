import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../testing/caller.ts';
import { type IdentityUnderTest, startIdentity } from '../testing/start-identity.ts';

let identity: IdentityUnderTest;
/** Another instance on the same database. */
let second: IdentityUnderTest;
beforeAll(async () => {
  identity = await startIdentity();
  second = await startIdentity({ database: identity.database });
});
afterAll(async () => {
  await second?.stop();
  await identity?.stop();
});

const refresh = (refreshToken: unknown, through = identity): Promise<Answer> =>
  through.call('POST', '/token', {
    form: { grant_type: 'refresh_token', refresh_token: String(refreshToken) },
  });
const session = async (username = 'assessor'): Promise<string> =>
  String((await identity.logIn(username)).body['refresh_token']);
const refused = { status: 400, body: { error: 'invalid_grant' } };

describe('a refresh token', () => {
  it('is traded for the next one and a new access token of the same session', async () => {
    const login = await identity.logIn('assessor');
    const first = await refresh(login.body['refresh_token']);
    expect(first).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 600 } });
    expect(first.body['refresh_token']).not.toBe(login.body['refresh_token']);
    const sid = (answer: Answer) => decodeJwt(String(answer.body['access_token']))['sid'];
    expect(sid(first)).toBe(sid(login));
    expect(await refresh(first.body['refresh_token'], second)).toMatchObject({ status: 200 });
  });

  it('ends its whole session when it is used twice', async () => {
    const stolen = await session();
    const thief = await refresh(stolen);
    expect(thief.status).toBe(200);
    expect(await refresh(stolen)).toMatchObject(refused);
    expect(await refresh(thief.body['refresh_token'])).toMatchObject(refused);
    const { rows } = await identity.database.pool.query<{ entry: string }>(
      `SELECT entry FROM chassis.audit WHERE resource = 'session' ORDER BY sequence DESC LIMIT 1`,
    );
    expect(JSON.parse(rows[0]?.entry ?? '{}')).toMatchObject({ action: 'session.revoked', reason: 'reused' });
  });

  it('leaves other sessions of the same person alone', async () => {
    const [one, other] = [await session(), await session()];
    await refresh(one);
    await refresh(one);
    expect(await refresh(other)).toMatchObject({ status: 200 });
  });

  it('is good for one of thirty that come at once over two instances, and then the session is over', async () => {
    const shared = await session();
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => refresh(shared, i % 2 === 0 ? identity : second)),
    );
    const winners = answers.filter(({ status }) => status === 200);
    expect(winners).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(29);
    expect(await refresh(winners[0]?.body['refresh_token'])).toMatchObject(refused);
  });

  it('can be rotated a hundred times in a row by many people at once', async () => {
    const chains = await Promise.all(
      ['approver-1', 'approver-2', 'auditor'].map(async (username) => {
        let token: unknown = await session(username);
        for (let i = 0; i < 100; i += 1) {
          const answer = await refresh(token, i % 2 === 0 ? identity : second);
          if (answer.status !== 200) return i;
          token = answer.body['refresh_token'];
        }
        return 100;
      }),
    );
    expect(chains).toEqual([100, 100, 100]);
  });

  it('is kept as a hash only', async () => {
    const token = await session();
    const { rows } = await identity.database.pool.query<{ hash: Buffer }>('SELECT hash FROM refresh_token');
    expect(rows.some(({ hash }) => hash.toString('utf8').includes(token.slice(4, 20)))).toBe(false);
    expect(rows.every(({ hash }) => hash.length === 32)).toBe(true);
  });

  it('dies of idleness', async () => {
    const token = await session();
    identity.clock.advance(12 * 3600_000);
    expect(await refresh(token)).toMatchObject(refused);
  });

  it('dies with its session after a week, however often it is used', async () => {
    let token: unknown = await session();
    for (let hours = 0; hours < 7 * 24 - 11; hours += 11) {
      identity.clock.advance(11 * 3600_000);
      const answer = await refresh(token);
      expect(answer.status).toBe(200);
      token = answer.body['refresh_token'];
    }
    identity.clock.advance(11 * 3600_000);
    expect(await refresh(token)).toMatchObject(refused);
  });

  it('brings the rights of now, not of the login', async () => {
    const token = await session('finance-officer');
    const { rows } = await identity.database.pool.query<{ id: string }>(
      `SELECT id FROM account WHERE username = 'finance-officer'`,
    );
    await identity.call('PATCH', `/accounts/${rows[0]?.id}`, {
      token: await identity.tokenOf('administrator'),
      body: { roles: ['approver'] },
    });
    const { body } = await refresh(token);
    expect(decodeJwt(String(body['access_token']))['roles']).toEqual(['approver']);
  });
});

describe('logout', () => {
  const logOut = (token: string, body: object = {}) => identity.call('POST', '/logout', { token, body });

  it('ends the session of the token that is given', async () => {
    const [one, other] = [await identity.logIn('auditor'), await identity.logIn('auditor')];
    const token = String(one.body['access_token']);
    const { status } = await logOut(token, { refresh_token: one.body['refresh_token'] });
    expect(status).toBe(204);
    expect(await refresh(one.body['refresh_token'])).toMatchObject(refused);
    expect(await refresh(other.body['refresh_token'])).toMatchObject({ status: 200 });
  });

  it('ends all sessions without a token', async () => {
    const [one, other] = [await identity.logIn('auditor'), await identity.logIn('auditor')];
    expect(await logOut(String(one.body['access_token']))).toMatchObject({ status: 204 });
    expect(await refresh(one.body['refresh_token'])).toMatchObject(refused);
    expect(await refresh(other.body['refresh_token'])).toMatchObject(refused);
  });

  it('does not end somebody else’s session', async () => {
    const victim = await session('approver-1');
    const token = await identity.tokenOf('approver-2');
    expect(await logOut(token, { refresh_token: victim })).toMatchObject({ status: 204 });
    expect(await refresh(victim)).toMatchObject({ status: 200 });
  });

  it('wants a bearer token', async () => {
    expect(await identity.call('POST', '/logout', { body: {} })).toMatchObject({ status: 401 });
  });
});
