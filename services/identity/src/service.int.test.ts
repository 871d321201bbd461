import { readFile, stat } from 'node:fs/promises';
import { testDatabase, type TestDatabase } from '@yuanqu/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoPeople } from './demo/demo-people.ts';
import { dropForgottenFailures } from './adapters/login-failure-store.ts';
import { purgeEnded } from './adapters/purge.ts';
import { type IdentityUnderTest, startIdentity } from './testing/start-identity.ts';

let database: TestDatabase;
let running: IdentityUnderTest[];
beforeEach(async () => {
  database = await testDatabase({ prefix: 'identity_start' });
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map(({ stop }) => stop()));
  await database.drop();
});

const start = async (env: Record<string, string> = {}): Promise<IdentityUnderTest> => {
  const identity = await startIdentity({ database, env });
  running.push(identity);
  return identity;
};
const noDemo = { YUANQU_DEMO: 'false' };
const count = async (sql: string): Promise<number> =>
  (await database.pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${sql}`)).rows[0]
    ?.count ?? 0;

describe('a start with the demo', () => {
  it('makes its people and clients once, also of instances that start at once', async () => {
    await Promise.all([start(), start(), start()]);
    expect(await count('account WHERE demo')).toBe(demoPeople.length);
    expect(await count('client WHERE demo')).toBe(10);
    expect(await count('signing_key')).toBe(1);
    await start();
    expect(await count('account')).toBe(demoPeople.length);
    expect(await count(`messaging.outbox WHERE topic = 'yuanqu.identity.account'`)).toBe(demoPeople.length);
  });

  it('seals its keys with a secret of its own when none is set', async () => {
    const identity = await start({ YUANQU_KEY_SECRET: '' });
    const { mode } = await stat(`${identity.dataFolder}/identity-key-secret`);
    expect(mode & 0o777).toBe(0o600);
    expect(await identity.logIn('auditor')).toMatchObject({ status: 200 });
  });

  it('is refused where others can listen', async () => {
    await expect(start({ YUANQU_HOST: '0.0.0.0' })).rejects.toThrow('YUANQU_HOST is "0.0.0.0"');
  });

  it('is refused to be left, since its passwords are public', async () => {
    await start();
    await expect(start(noDemo)).rejects.toThrow('YUANQU_DEMO is not true');
  });
});

describe('a start without the demo', () => {
  it('makes a first administrator, whose password only the owner of the server reads, once', async () => {
    const identity = await start(noDemo);
    const file = `${identity.dataFolder}/first-administrator-password`;
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const password = (await readFile(file, 'utf8')).trim();
    expect(await identity.logIn('administrator', password)).toMatchObject({
      body: { code: 'password.change-required' },
    });
    const body = { username: 'administrator', password, newPassword: 'Sommer-2026' };
    expect(await identity.call('POST', '/login', { body })).toMatchObject({ status: 200 });
    const again = await start(noDemo);
    await expect(stat(`${again.dataFolder}/first-administrator-password`)).rejects.toThrow('ENOENT');
    expect(await count('account')).toBe(1);
    expect(await again.logIn('administrator', 'Sommer-2026')).toMatchObject({ status: 200 });
  });

  it.each([
    ['no key secret', '', 'YUANQU_KEY_SECRET is not set'],
    ['a short one', 'short', 'YUANQU_KEY_SECRET has a wrong value'],
    ['the one of compose’s demo', 'demo-key-secret-change-me-outside-a-demo', 'which everybody knows'],
  ])('is refused with %s, naming the variable and not its value', async (_, secret, message) => {
    const failure = await start({ ...noDemo, YUANQU_KEY_SECRET: secret }).catch(
      (error: Error) => error.message,
    );
    expect(failure).toContain(message);
    expect(failure).not.toContain(`"${secret}"`);
  });

  it('is refused with another key secret than the keys were sealed with', async () => {
    await start();
    await expect(start({ YUANQU_KEY_SECRET: 'another secret for tests, also long enough' })).rejects.toThrow(
      'YUANQU_KEY_SECRET does not open the signing keys',
    );
  });
});

describe('a restart', () => {
  it('leaves sessions and keys as they were', async () => {
    const before = await start();
    const { body } = await before.logIn('assessor');
    const after = await start();
    expect(await after.call('GET', '/me', { token: String(body['access_token']) })).toMatchObject({
      status: 200,
    });
    const form = { grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) };
    expect(await after.call('POST', '/token', { form })).toMatchObject({ status: 200 });
  });
});

describe('the housekeeping', () => {
  it('drops sessions, secrets and failures that nobody asks for any more, and no others', async () => {
    const identity = await start();
    const administrator = await identity.tokenOf('administrator');
    await identity.logIn('auditor', 'wrong');
    const rotation = { token: administrator, body: { overlapHours: 1 } };
    await identity.call('POST', '/clients/operator-ip/secrets', rotation);
    const day = 24 * 3600_000;
    const at = (days: number): Date => new Date(identity.clock().getTime() + days * day);
    await purgeEnded(database.pool, at(29));
    await dropForgottenFailures(database.pool, at(0.9));
    expect([await count('session'), await count('client_secret'), await count('login_failure')]).toEqual([
      1, 11, 1,
    ]);
    await purgeEnded(database.pool, at(38));
    await dropForgottenFailures(database.pool, at(1.1));
    expect([await count('session'), await count('client_secret'), await count('login_failure')]).toEqual([
      0, 10, 0,
    ]);
    expect(await count('refresh_token')).toBe(0);
  });
});
