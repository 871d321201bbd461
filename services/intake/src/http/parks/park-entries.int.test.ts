import { afterAll, beforeAll, expect, it } from 'vitest';
import { type IntakeUnderTest, startIntake } from '../../testing/start-intake.ts';

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await startIntake();
});
afterAll(() => intake?.stop());

async function send(method: string, path: string, body?: object, revision?: number) {
  const claims = { kind: 'person', roles: ['leading-group-office'], parks: '*' } as const;
  const answer = await fetch(intake.url(path), {
    method,
    headers: {
      ...(await intake.bearer(claims)),
      ...(body && { 'content-type': 'application/json' }),
      ...(revision !== undefined && { 'if-match': `"${revision}"` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const park = {
  name: '新园区',
  theme: '新材料',
  leadingIndustries: ['26'],
  since: '2026-01-01',
  subParks: [
    { code: 'n1', number: 1, name: '1号园' },
    { code: 'n2', number: 2, name: '2号园' },
  ],
  buildings: [
    { code: 'A', subPark: 'n1', name: 'A座' },
    { code: 'B', subPark: 'n2', name: 'B座' },
  ],
};

it('registers a park, fills it with units, and changes it without losing what is in use', async () => {
  expect(await send('PUT', '/parks/new', park)).toMatchObject({ status: 200, body: { outcome: 'created' } });
  const { pool } = intake.database;
  await pool.query(`INSERT INTO floor (park, building, number) VALUES ('new', 'A', 1)`);

  expect(await send('PUT', '/parks/new', park)).toMatchObject({ status: 428 });
  expect(await send('PUT', '/parks/new', park, 1)).toMatchObject({ body: { outcome: 'unchanged' } });
  const exchanged = {
    ...park,
    subParks: [
      { code: 'n2', number: 1, name: '1号园' },
      { code: 'n1', number: 2, name: '2号园' },
    ],
    buildings: park.buildings.slice(0, 1),
  };
  expect(await send('PUT', '/parks/new', exchanged, 1)).toMatchObject({
    body: { outcome: 'changed', revision: 2 },
  });
  expect(await send('PUT', '/parks/new', { ...exchanged, buildings: [] }, 2)).toMatchObject({
    status: 409,
    body: { code: 'intake.part-in-use' },
  });
  expect(await send('PUT', '/parks/new', { ...exchanged, since: '2026-02-01' }, 2)).toMatchObject({
    body: { code: 'intake.since-is-fixed' },
  });
  expect(await send('PUT', '/parks/new', exchanged, 1)).toMatchObject({
    status: 412,
    body: { code: 'request.changed-meanwhile' },
  });
  const { rows } = await pool.query(
    `SELECT type, body::json->'data'->'subParks'->0->>'code' AS leads
     FROM messaging.outbox WHERE body::json->>'subject' = 'new' ORDER BY sequence`,
  );
  expect(rows).toEqual([
    { type: 'cn.yuanqu.intake.park.registered.v1', leads: 'n1' },
    { type: 'cn.yuanqu.intake.park.changed.v1', leads: 'n2' },
  ]);
});

it('knows one district', async () => {
  const { body } = await send('GET', '/district');
  const { revision, ...district } = body as { revision: number };
  const renamed = { ...district, name: '改名区' };
  expect(await send('PUT', '/district', renamed)).toMatchObject({ status: 428 });
  expect(await send('PUT', '/district', renamed, revision)).toMatchObject({
    body: { name: '改名区', revision: revision + 1 },
  });
  expect(await send('PUT', '/district', district, revision)).toMatchObject({ status: 412 });
  expect(await send('PUT', '/district', { ...district, code: '999999' })).toMatchObject({
    status: 409,
    body: { code: 'intake.other-district' },
  });
});
