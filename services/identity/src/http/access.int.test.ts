import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IdentityUnderTest, startIdentity } from '../testing/start-identity.ts';

let identity: IdentityUnderTest;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity?.stop());

const callers = [
  'district-leader',
  'leading-group-office',
  'task-force-software',
  'park-operator-software',
  'finance-officer',
  'approver-1',
  'assessor',
  'auditor',
  'security-officer',
  'administrator',
  'operator-software',
] as const;
type Caller = (typeof callers)[number];

const everybody: readonly Caller[] = callers;
const readers: readonly Caller[] = ['auditor', 'security-officer', 'administrator'];
const auditReaders: readonly Caller[] = ['auditor', 'security-officer'];
const administrator: readonly Caller[] = ['administrator'];
const securityOfficer: readonly Caller[] = ['security-officer'];
const withOperator = (others: readonly Caller[]): readonly Caller[] => [...others, 'park-operator-software'];
const ops: readonly Caller[] = ['park-operator-software', 'auditor', 'administrator', 'operator-software'];

const prefix = '/api/identity/v1';
const nobody = '01a20abf-bca7-7000-9d2d-d1be71788f3c';

/** Every route but the public ones, and who gets past its guard. A route that is missing here fails the test. */
const table: readonly (readonly [route: string, mayCall: readonly Caller[]])[] = [
  ['POST /logout', everybody],
  ['GET /me', everybody],
  ['PATCH /me', everybody],
  ['POST /me/password', everybody],
  ['GET /accounts', readers],
  ['GET /accounts/:id', readers],
  ['POST /accounts', administrator],
  ['PATCH /accounts/:id', administrator],
  ['POST /accounts/:id/password', administrator],
  ['POST /accounts/:id/close', administrator],
  ['POST /accounts/:id/reopen', administrator],
  ['POST /accounts/:id/lock', securityOfficer],
  ['POST /accounts/:id/unlock', securityOfficer],
  ['GET /clients', withOperator(readers)],
  ['GET /clients/:clientId', withOperator(readers)],
  ['POST /clients', withOperator(administrator)],
  ['PATCH /clients/:clientId', withOperator(administrator)],
  ['POST /clients/:clientId/secrets', withOperator(administrator)],
  ['DELETE /clients/:clientId/secrets/:secretId', withOperator(administrator)],
  ['POST /clients/:clientId/revoke', withOperator(administrator)],
  ['POST /clients/:clientId/restore', withOperator(administrator)],
  ['POST /clients/:clientId/lock', securityOfficer],
  ['POST /clients/:clientId/unlock', securityOfficer],
  ['GET /signing-keys', readers],
  ['POST /signing-keys', administrator],
  ['POST /signing-keys/:kid/withdraw', administrator],
  ['GET /ops/dead-letters', ops],
  ['POST /ops/dead-letters/:id/replay', administrator],
  ['POST /ops/dead-letters/:id/discard', administrator],
  ['GET /ops/lag', ops],
  ['GET /ops/jobs', ops],
  ['GET /ops/jobs/:name/parked', ['auditor', 'administrator']],
  ['POST /ops/jobs/:name/parked/:id/free', administrator],
  ['GET /audit', auditReaders],
  ['GET /audit.csv', auditReaders],
  ['GET /audit/check', auditReaders],
  ['GET /audit/:sequence', auditReaders],
  ['POST /ops/snapshots', administrator],
  ['GET /ops/snapshots', ops],
  ['GET /ops/snapshots/:id', ops],
  ['GET /ops/snapshots/:id/history', ops],
];

/** Open to everybody, beside the page to try the API, which is files. */
const publicRoutes = ['POST /login', 'POST /token', 'GET /.well-known/jwks.json', 'GET /openapi.json'];

const tokenOf = async (caller: Caller): Promise<string> => {
  if (caller !== 'operator-software') return identity.tokenOf(caller);
  const form = { grant_type: 'client_credentials', client_id: caller, client_secret: 'yuanqu-demo' };
  return String((await identity.call('POST', '/token', { form })).body['access_token']);
};

/** Calls the route on things that are not there, with a body that nobody accepts: what counts is the guard. */
async function knock(
  route: string,
  headers: { readonly token?: string },
): Promise<{ status: number; code: unknown }> {
  const [method = '', path = ''] = route.split(' ');
  const filled = path
    .replace(':id', nobody)
    .replace(':clientId', 'no-such-client')
    .replace(':secretId', nobody)
    .replace(':kid', 'no-such-key')
    .replace(':name', 'no-such-job');
  const body = ['GET', 'DELETE'].includes(method) ? {} : { body: { unknown: true } };
  const answer = await identity.call(method, filled, { ...headers, ...body });
  return { status: answer.status, code: answer.body['code'] };
}

describe('the routes', () => {
  it('are all in the table, each with its guard', () => {
    const routes = identity.service.routes
      .filter(({ url }) => url.startsWith(prefix))
      .map(({ method, url, access }) => ({ route: `${method} ${url.slice(prefix.length)}`, access }));
    const isPage = (route: string): boolean => route.startsWith('GET /docs');
    const open = routes.filter(({ access }) => access === 'public').map(({ route }) => route);
    const guarded = routes.filter(({ access }) => access !== 'public').map(({ route }) => route);
    expect(new Set(guarded)).toEqual(new Set(table.map(([route]) => route)));
    expect(new Set(open.filter((route) => !isPage(route)))).toEqual(new Set(publicRoutes));
  });

  it.each(table)('%s is closed without a token', async (route) => {
    expect(await knock(route, {})).toEqual({ status: 401, code: 'auth.unauthenticated' });
  });

  it.each(
    table.flatMap(([route, mayCall]) =>
      callers.map((caller) => [route, caller, mayCall.includes(caller)] as const),
    ),
  )('%s by %s: %s', async (route, caller, allowed) => {
    // What has an empty body changes something even here: the rotation of keys is left to its own test.
    if (allowed && route === 'POST /signing-keys') return;
    const { status, code } = await knock(route, { token: await tokenOf(caller) });
    expect({ status, guarded: status === 403 && code === 'auth.forbidden' }).toEqual({
      status: expect.any(Number) as number,
      guarded: !allowed,
    });
    expect(status).toBeLessThan(500);
    expect(status).not.toBe(401);
  });
});
