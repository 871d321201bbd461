import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IdentityUnderTest, startIdentity } from '../testing/start-identity.ts';

const lines: Record<string, unknown>[] = [];
const log = pino(
  { level: 'warn' },
  { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
);
let identity: IdentityUnderTest;
beforeAll(async () => {
  identity = await startIdentity({ log });
});
afterAll(() => identity?.stop());

const denials = () => lines.splice(0).filter(({ msg }) => msg === 'denied');

describe('a denial', () => {
  it.each<[string, () => Promise<unknown>, object]>([
    ['a failed login', () => identity.logIn('auditor', 'wrong'), { code: 'login.failed', ip: '127.0.0.1' }],
    [
      'a wrong client secret',
      () =>
        identity.call('POST', '/token', {
          form: { grant_type: 'client_credentials', client_id: 'operator-ip', client_secret: 'wrong' },
        }),
      { code: 'token.invalid-client' },
    ],
    [
      'an operator among people’s accounts',
      async () =>
        identity.call('GET', '/accounts', { token: await identity.tokenOf('park-operator-software') }),
      { code: 'auth.forbidden', roles: ['park-operator'], route: '/api/identity/v1/accounts' },
    ],
    [
      'a client for another operator',
      async () =>
        identity.call('POST', '/clients', {
          token: await identity.tokenOf('park-operator-software'),
          body: { clientId: 'too-far', name: '越权(测试)', operator: 'operator-ip', parks: ['software'] },
        }),
      { code: 'client.other-operator', roles: ['park-operator'] },
    ],
    [
      'a role without the right',
      async () => identity.call('GET', '/clients', { token: await identity.tokenOf('assessor') }),
      { code: 'auth.forbidden', roles: ['assessor'] },
    ],
  ])('of %s is logged once, without what was typed', async (_, call, line) => {
    denials();
    await call();
    const logged = denials();
    expect(logged).toEqual([expect.objectContaining(line) as unknown]);
    expect(JSON.stringify(logged)).not.toContain('wrong');
  });
});
