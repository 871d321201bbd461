import { randomUUID } from 'node:crypto';
import { Type } from 'typebox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../http/app.ts';
import type { Chassis } from '../lifecycle/chassis.ts';
import { sampleService, type SampleService } from '../lifecycle/sample-service.ts';

let sample: SampleService;
let requestId: string;

const routes =
  ({ transaction, pool, audit }: Chassis) =>
  (app: App) => {
    const schema = {
      params: Type.Object({ code: Type.String() }),
      body: Type.Object({ name: Type.String(), password: Type.Optional(Type.String()) }),
    };
    const access = { resource: 'units', action: 'write' } as const;
    app.put('/units/:code', { schema, config: { access } }, async () => {
      await transaction((tx) => tx.query('SELECT 1'));
      return {};
    });
    app.put('/renamed/:code', { schema, config: { access } }, async ({ params, body }) => {
      await transaction(async (tx) => {
        await tx.query('SELECT 1');
        await audit.record(tx, {
          action: 'unit.renamed',
          resource: 'units',
          target: params.code,
          park: 'software',
          before: 'old',
          after: body.name,
        });
      });
      return {};
    });
    app.put('/undone/:code', { schema, config: { access } }, () =>
      transaction(() => Promise.reject(new Error('undone'))),
    );
    app.put(
      '/without-transaction/:code',
      { schema, config: { access } },
      async () => void (await pool.query('SELECT 1')),
    );
    app.put('/hot/:code', { schema, config: { access, audit: 'none' } }, () => transaction(async () => ({})));
    app.get('/units/:code', { config: { access: { resource: 'units', action: 'read' } } }, () => ({}));
    app.get(
      '/people/:code',
      { config: { access: { resource: 'units', action: 'read' }, audit: 'read' } },
      () => ({}),
    );
  };

beforeAll(async () => {
  sample = await sampleService((chassis) => ({ routes: [routes(chassis)] }));
});
beforeEach(() => {
  requestId = randomUUID();
});
afterAll(() => sample?.stop());

const call = async (method: string, path: string, body?: object) => {
  const headers = await sample.issuer.bearer({
    subject: 'li',
    roles: ['park-operator'],
    parks: ['software'],
  });
  const init = {
    method,
    headers: { ...headers, 'x-request-id': requestId, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  };
  const answer = await fetch(`${sample.service.address}/api/sample/v1${path}`, init);
  await answer.text();
  return answer.status;
};
const lines = async () =>
  (
    await sample.database.pool.query<{ entry: string }>(
      'SELECT entry FROM chassis.audit WHERE request_id = $1 ORDER BY sequence',
      [requestId],
    )
  ).rows.map(({ entry }) => JSON.parse(entry) as Record<string, unknown>);

describe('the audit trail', () => {
  it('gets a line of who did what from where with every write, credentials aside', async () => {
    expect(await call('PUT', '/units/A-1', { name: 'new', password: 'hunter2' })).toBe(200);
    expect(await lines()).toEqual([
      {
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        actor: { subject: 'li', name: 'li', kind: 'person', roles: ['park-operator'] },
        requestId,
        ip: '127.0.0.1',
        action: 'PUT /api/sample/v1/units/:code',
        resource: 'units',
        target: 'A-1',
        after: { body: { name: 'new', password: '[redacted]' } },
      },
    ]);
  });

  it('gets old and new values from a use case that knows them, and no second line', async () => {
    await call('PUT', '/renamed/A-1', { name: 'new' });
    expect(await lines()).toMatchObject([
      {
        action: 'unit.renamed',
        actor: { subject: 'li' },
        requestId,
        before: 'old',
        after: 'new',
        park: 'software',
      },
    ]);
  });

  it('gets a line for writes without a transaction and for sensitive reads', async () => {
    await call('PUT', '/without-transaction/A-1', { name: 'x' });
    await call('GET', '/people/A-1?reason=case');
    expect((await lines()).map(({ action }) => action)).toEqual([
      'PUT /api/sample/v1/without-transaction/:code',
      'GET /api/sample/v1/people/:code',
    ]);
  });

  it('gets none for what did not happen, plain reads and hot paths', async () => {
    expect(await call('PUT', '/undone/A-1', { name: 'x' })).toBe(500);
    await call('GET', '/units/A-1');
    await call('PUT', '/hot/A-1', { name: 'x' });
    expect(await lines()).toEqual([]);
  });

  it('cannot be changed, shortened or emptied', async () => {
    await call('PUT', '/units/A-1', { name: 'x' });
    for (const sql of [
      "UPDATE chassis.audit SET entry = '{}'",
      'DELETE FROM chassis.audit',
      'TRUNCATE chassis.audit',
    ]) {
      await expect(sample.database.pool.query(sql)).rejects.toThrow('append-only');
    }
  });
});
