import { Type } from 'typebox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../http/app.ts';
import type { Chassis } from '../lifecycle/chassis.ts';
import { sampleService, type SampleService } from '../lifecycle/sample-service.ts';
import { verifyAuditChain } from './verify-audit-chain.ts';

let sample: SampleService;

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

beforeEach(async () => {
  sample = await sampleService((chassis) => ({ routes: [routes(chassis)] }));
});
afterEach(() => sample?.stop());

const call = async (method: string, path: string, body?: object) => {
  const headers = await sample.issuer.bearer({
    subject: 'li',
    roles: ['park-operator'],
    parks: ['software'],
  });
  const init = {
    method,
    headers: { ...headers, 'x-request-id': 'request-1', ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  };
  const answer = await fetch(`${sample.service.address}/api/sample/v1${path}`, init);
  await answer.text();
  return answer.status;
};
const lines = async () =>
  (
    await sample.database.pool.query<{ entry: string }>('SELECT entry FROM chassis.audit ORDER BY sequence')
  ).rows.map(({ entry }) => JSON.parse(entry) as Record<string, unknown>);

describe('the audit trail', () => {
  it('gets a line of who did what from where with every write, credentials aside', async () => {
    expect(await call('PUT', '/units/A-1', { name: 'new', password: 'hunter2' })).toBe(200);
    expect(await lines()).toEqual([
      {
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        actor: { subject: 'li', name: 'li', kind: 'person', roles: ['park-operator'] },
        requestId: 'request-1',
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
        requestId: 'request-1',
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

describe('verifyAuditChain', () => {
  const tamper = (sql: string) =>
    sample.database.pool.query(
      `SET session_replication_role = replica; ${sql}; SET session_replication_role = DEFAULT`,
    );
  const fill = async () => {
    for (let i = 1; i <= 5; i += 1)
      await sample.chassis.transaction((tx) =>
        sample.chassis.audit.record(tx, { action: 'counted', resource: 'units', target: `${i}` }),
      );
  };

  it('finds a trail whole, also one written by many at once', async () => {
    await Promise.all(
      Array.from({ length: 20 }, () =>
        sample.chassis.transaction((tx) =>
          sample.chassis.audit.record(tx, { action: 'counted', resource: 'units' }),
        ),
      ),
    );
    expect(await verifyAuditChain(sample.database.pool)).toEqual({ intact: true, rows: 20n });
  });

  it.each([
    [
      'a changed line',
      `UPDATE chassis.audit SET entry = replace(entry, '"target":"3"', '"target":"9"') WHERE sequence = 3`,
      { brokenAt: 3n, reason: 'changed' },
    ],
    ['a missing line', 'DELETE FROM chassis.audit WHERE sequence = 2', { brokenAt: 2n, reason: 'missing' }],
    ['a cut-off end', 'DELETE FROM chassis.audit WHERE sequence > 3', { brokenAt: 4n, reason: 'cut-off' }],
    [
      'a line with a hash of its own',
      `UPDATE chassis.audit SET entry = '{}', hash = sha256(previous || '{}') WHERE sequence = 4`,
      { brokenAt: 5n, reason: 'changed' },
    ],
  ])('names the first broken row: %s', async (_, sql, verdict) => {
    await fill();
    await tamper(sql);
    expect(await verifyAuditChain(sample.database.pool)).toEqual({ intact: false, ...verdict });
  });
});
