import { embeddedBus } from '@yuanqu/messaging/embedded';
import { testDatabase, type TestDatabase } from '@yuanqu/testing';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Access } from '../auth/access.ts';
import { testIssuer, type TestIssuer } from '../testing/test-issuer.ts';
import { defineService } from './define-service.ts';
import { type RunningService, startService } from './start-service.ts';

const order: string[] = [];
const sample = defineService({
  name: 'sample',
  purpose: 'Shows what the chassis does.',
  settings: Type.Object({ SAMPLE_GREETING: Type.String({ default: 'hello' }) }),
  events: [],
  assemble: ({ settings, pool }) => ({
    routes: [
      (app) => {
        app.get('/greeting', { config: { access: 'public' } }, async () => {
          const { rows } = await pool.query<{ one: number }>('SELECT 1 AS one');
          return { greeting: settings.SAMPLE_GREETING, one: rows[0]?.one };
        });
        const schema = {
          params: Type.Object({ code: Type.String() }),
          querystring: Type.Object({ floor: Type.Optional(Type.Integer()) }),
        };
        const access: Access = { resource: 'units', action: 'read', park: ({ params }) => params['code'] };
        app.get('/parks/:code', { schema, config: { access } }, async ({ params, query, principal }) => ({
          ...params,
          ...query,
          by: principal.subject,
        }));
      },
    ],
    background: [
      { name: 'first', start: () => void order.push('start'), stop: () => void order.push('stop') },
    ],
  }),
});

describe('a started service', () => {
  let database: TestDatabase;
  let issuer: TestIssuer;
  let service: RunningService;

  beforeAll(async () => {
    [database, issuer] = await Promise.all([testDatabase(), testIssuer()]);
    const env = {
      YUANQU_DATABASE_URL: database.url,
      YUANQU_JWKS_URL: issuer.jwksUrl,
      YUANQU_PORT: '0',
      YUANQU_LOG_LEVEL: 'silent',
    };
    service = await startService(sample, {
      env,
      bus: embeddedBus({ sourceOf: () => database.pool }),
      listen: true,
    });
  });
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  const get = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${service.address}${path}`, { headers });
    return {
      status: answer.status,
      headers: answer.headers,
      body: (await answer.json()) as Record<string, unknown>,
    };
  };

  it('answers a public route from its own database with its settings', async () => {
    expect(await get('/api/sample/v1/greeting')).toMatchObject({
      status: 200,
      body: { greeting: 'hello', one: 1 },
    });
  });

  it('is live and ready', async () => {
    expect(await get('/health/live')).toMatchObject({ status: 200 });
    expect((await get('/health/ready')).body).toMatchObject({ status: 'ready' });
  });

  it('lets a role in for its own park and coerces numbers of the query', async () => {
    const headers = await issuer.bearer({ subject: 'op', roles: ['park-operator'], parks: ['software'] });
    expect(await get('/api/sample/v1/parks/software?floor=3', headers)).toMatchObject({
      status: 200,
      body: { code: 'software', floor: 3, by: 'op' },
    });
    expect(await get('/api/sample/v1/parks/other', headers)).toMatchObject({
      status: 403,
      body: { code: 'auth.other-park' },
    });
  });

  it('describes itself as OpenAPI 3.1, its problems too, and has a page to try it', async () => {
    const { body } = await get('/api/sample/v1/openapi.json');
    expect(body).toMatchObject({
      openapi: '3.1.0',
      info: {
        title: 'Yuanqu sample',
        description: expect.stringMatching(/^Shows what the chassis does\.\n\n- \*\*Who/),
      },
      paths: {
        '/api/sample/v1/parks/{code}': {
          get: {
            security: [{ bearer: [] }],
            responses: {
              default: {
                content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
              },
            },
          },
        },
        '/api/sample/v1/greeting': { get: { security: [] } },
      },
      components: { schemas: { Problem: { type: 'object', properties: { code: { type: 'string' } } } } },
    });
    const page = await fetch(`${service.address}/api/sample/v1/docs/`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('swagger')]);
  });

  it('lists every route with who may call it', () => {
    expect(service.routes).toContainEqual({
      method: 'GET',
      url: '/api/sample/v1/greeting',
      access: 'public',
    });
    expect(service.routes.map(({ url }) => url)).toContain('/api/sample/v1/ops/dead-letters/:id/replay');
  });

  it('stops in order and answers nothing afterwards', async () => {
    const { address } = service;
    await service.stop();
    expect(order).toEqual(['start', 'stop']);
    await expect(fetch(`${address}/health/live`)).rejects.toThrow('fetch failed');
  });
});
