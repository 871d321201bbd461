import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendTo, type Send } from '../testing/send-to.ts';
import { type IntakeUnderTest, startIntake } from '../testing/start-intake.ts';
import { anUpdate, someUscc } from '../testing/updates.ts';

describe('changes of units', () => {
  let intake: IntakeUnderTest;
  let send: Send;
  beforeAll(async () => {
    intake = await startIntake();
    send = sendTo(intake, { subject: 'po', kind: 'person', roles: ['park-operator'] });
  });
  afterAll(() => intake?.stop());

  const ifMatch = (revision: number) => ({ 'if-match': `"${revision}"` });
  const first = ifMatch(1);
  const observe = (fields: Parameters<typeof anUpdate>[1]) =>
    sendTo(intake)('POST', '/occupancy', anUpdate(intake.park, fields));
  const eventsOf = async (id: unknown) => {
    const { rows } = await intake.database.pool.query<{ type: string; revision: number }>(
      `SELECT split_part(body::json->>'type', '.', 5) AS type, (body::json->>'revision')::int AS revision
       FROM messaging.outbox WHERE body::json->>'subject' = $1 ORDER BY sequence`,
      [id],
    );
    return rows.map(({ type, revision }) => `${revision} ${type}`);
  };
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

  it('splits a unit, and the stream takes late news of the old one and none from its end on', async () => {
    await observe({ unit: 'A-0001', status: 'let', uscc: someUscc, observedAt: minutesAgo(30) });
    const at = minutesAgo(20);
    const into = [
      { unit: 'A-0001-a', areaM2: 40.5 },
      { unit: 'A-0001-b', areaM2: 59.5 },
    ];
    const { status, body } = await send('POST', '/units/software/A-0001/split', { at, into }, first);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { at, registered: [{ unit: 'A-0001-a', status: 'let', uscc: someUscc }, { unit: 'A-0001-b' }] },
    });
    const { retired, registered } = body as Record<string, readonly { id: string }[]>;
    expect(await eventsOf(retired?.[0]?.id)).toEqual(['2 occupancy-changed', '3 retired']);
    expect(await eventsOf(registered?.[0]?.id)).toEqual(['1 registered', '2 occupancy-changed']);

    expect(await observe({ unit: 'A-0001', observedAt: at })).toMatchObject({
      body: { results: [{ outcome: 'rejected', code: 'intake.unit-retired' }] },
    });
    expect(await observe({ unit: 'A-0001', observedAt: minutesAgo(40) })).toMatchObject({
      body: { stale: 1 },
    });
    expect(await observe({ unit: 'A-0001-a', observedAt: minutesAgo(10) })).toMatchObject({
      body: { accepted: 1 },
    });
    const listed = await send('GET', '/parks/software/units?limit=500');
    const codes = (listed.body as { items: { unit: string }[] }).items.map(({ unit }) => unit);
    expect(codes).toEqual(expect.arrayContaining(['A-0001-a', 'A-0001-b']));
    expect(codes).not.toContain('A-0001');
    const past = await send('GET', `/parks/software/units?limit=500&at=${minutesAgo(25)}`);
    expect(JSON.stringify(past.body)).toContain('"A-0001"');
    expect((await send('GET', '/units/software/A-0001/history')).body).toMatchObject({
      cutFrom: [],
      cutInto: ['A-0001-a', 'A-0001-b'],
      items: [{ status: 'let' }, { status: 'vacant' }],
    });
    expect((await send('GET', '/units/software/A-0001-a/history')).body).toMatchObject({
      cutFrom: ['A-0001'],
      cutInto: [],
    });

    const again = await send('POST', '/units/software/A-0001/split', { at, into }, first);
    expect(again).toMatchObject({ status: 409, body: { code: 'intake.unit-retired' } });
  });

  it('undoes a split by merging its parts, and both cuts can be told', async () => {
    const halves = ['A-0002-a', 'A-0002-b'].map((unit) => ({ unit, areaM2: 50 }));
    const split = await send(
      'POST',
      '/units/software/A-0002/split',
      { at: minutesAgo(20), into: halves },
      first,
    );
    expect(split.status).toBe(200);
    const merged = await send('POST', '/units/software/merge', {
      at: minutesAgo(5),
      units: ['A-0002-a', 'A-0002-b'],
      into: { unit: 'A-0002-r', areaM2: 100 },
    });
    expect(merged).toMatchObject({
      status: 200,
      body: { registered: [{ status: 'unobserved', areaM2: 100 }] },
    });
    const { rows } = await intake.database.pool.query(
      `SELECT o.code AS old, n.code AS new, o.retired_because AS because FROM unit_cut
       JOIN unit o ON o.id = old_unit JOIN unit n ON n.id = new_unit
       WHERE n.code LIKE 'A-0002%' ORDER BY unit_cut.at, o.code, n.code`,
    );
    expect(rows).toEqual([
      { old: 'A-0002', new: 'A-0002-a', because: 'split' },
      { old: 'A-0002', new: 'A-0002-b', because: 'split' },
      { old: 'A-0002-a', new: 'A-0002-r', because: 'merged' },
      { old: 'A-0002-b', new: 'A-0002-r', because: 'merged' },
    ]);
  });

  it('corrects a unit with one event, and none when it is so already', async () => {
    const correct = (revision: object) =>
      send('PATCH', '/units/software/A-0003', { areaM2: 123.45, usage: 'shop', floor: -1 }, { ...revision });
    // What is observed of a unit doesn't make a correction of it stale.
    await sendTo(intake)('POST', '/occupancy', anUpdate(intake.park, { unit: 'A-0003' }));
    expect(await correct(first)).toMatchObject({
      status: 200,
      body: { areaM2: 123.45, usage: 'shop', floor: -1, revision: 2 },
    });
    expect((await correct(ifMatch(2))).status).toBe(200);
    expect(await correct({})).toMatchObject({ status: 428 });
    expect(await correct(first)).toMatchObject({
      status: 412,
      body: {
        code: 'request.changed-meanwhile',
        revision: 2,
        detail: expect.stringContaining('revision 2') as string,
      },
    });
    const { rows } = await intake.database.pool.query(`SELECT id, revision FROM unit WHERE code = 'A-0003'`);
    expect(rows).toMatchObject([{ revision: 3 }]);
    expect(await eventsOf((rows[0] as { id: string }).id)).toContain('3 changed');
  });

  it.each([
    [
      'POST',
      '/units/software/A-0004/split',
      { at: minutesAgo(1), into: [{ unit: 'x', areaM2: 100 }] },
      400,
      'request.invalid',
    ],
    [
      'POST',
      '/units/software/A-0004/split',
      {
        at: minutesAgo(1),
        into: [
          { unit: 'x', areaM2: 0 },
          { unit: 'y', areaM2: 100 },
        ],
      },
      400,
      'request.invalid',
    ],
    [
      'POST',
      '/units/software/nothing/split',
      {
        at: minutesAgo(1),
        into: [
          { unit: 'x', areaM2: 1 },
          { unit: 'y', areaM2: 1 },
        ],
      },
      404,
      'intake.unknown-unit',
    ],
    [
      'POST',
      '/units/software/merge',
      { at: minutesAgo(1), units: ['A-0004', 'A-0005'], into: { unit: 'x', areaM2: 1 } },
      400,
      'intake.areas-do-not-add-up',
    ],
    ['PATCH', '/units/software/A-0004', { building: 'Z' }, 404, 'intake.unknown-building'],
    ['PATCH', '/units/software/A-0004', {}, 400, 'request.invalid'],
    ['PATCH', '/units/other/A-0004', { floor: 2 }, 403, 'auth.other-park'],
  ])('%s %s with %j answers %i %s', async (method, path, body, status, code) => {
    expect(await send(method, path, body, first)).toMatchObject({ status, body: { code } });
  });

  it('lets nobody but the park’s operator change units', async () => {
    const asAuditor = sendTo(intake, { subject: 'a', kind: 'person', roles: ['auditor'], parks: '*' });
    expect(await asAuditor('PATCH', '/units/software/A-0004', { floor: 2 }, first)).toMatchObject({
      status: 403,
    });
  });
});
