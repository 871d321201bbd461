import { Month } from '@yuanqu/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendTo, type Send } from '../../testing/send-to.ts';
import { type IntakeUnderTest, startIntake } from '../../testing/start-intake.ts';
import { anUpdate, someUscc } from '../../testing/updates.ts';

describe('land and what it yields', () => {
  let intake: IntakeUnderTest;
  let operator: Send;
  const month = Month.previous(Month.of(Date.now()));
  const plot = { subPark: '1', name: '1号地块', landAreaM2: 2000, buildings: ['A'] };

  beforeAll(async () => {
    intake = await startIntake({ park: { units: 4 } });
    operator = sendTo(intake, { kind: 'person', subject: 'po', roles: ['park-operator'] });
    const observedAt = new Date(Month.startMs(month) + 86_400_000).toISOString();
    await sendTo(intake)(
      'POST',
      '/occupancy',
      anUpdate(intake.park, { status: 'let', uscc: someUscc, observedAt }),
    );
  });
  afterAll(() => intake?.stop());

  const parkEvents = async () =>
    (
      await intake.database.pool.query<{ body: { revision: number; data: object } }>(
        `SELECT body::json AS body FROM messaging.outbox WHERE topic = 'yuanqu.intake.park' ORDER BY sequence`,
      )
    ).rows.map(({ body }) => body);

  it('registers a plot, corrects its land on the revision seen, and tells the park with its buildings’ land', async () => {
    const path = '/parks/software/plots/p1';
    expect(await operator('PUT', path, plot)).toMatchObject({ status: 428 });
    expect(await operator('PUT', path, plot, { 'if-match': '"1"' })).toMatchObject({
      body: { outcome: 'created' },
    });
    expect(await operator('PUT', path, plot, { 'if-match': '"1"' })).toMatchObject({
      body: { outcome: 'unchanged' },
    });
    const larger = { ...plot, landAreaM2: 4000.5 };
    expect(await operator('PUT', path, larger, { 'if-match': '"1"' })).toMatchObject({ status: 412 });
    expect(await operator('PUT', path, larger, { 'if-match': '"2"' })).toMatchObject({
      body: { outcome: 'changed' },
    });
    expect(await operator('PUT', path, plot, { 'if-match': '"3"' })).toMatchObject({
      body: { outcome: 'changed' },
    });
    expect(await operator('GET', '/parks/software/plots')).toMatchObject({
      body: { items: [{ code: 'p1', landAreaM2: 2000, buildings: ['A'] }] },
    });
    expect(await parkEvents()).toMatchObject([
      { revision: 2, data: { buildings: [{ code: 'A', landAreaM2: 2000 }] } },
      { revision: 3, data: { buildings: [{ landAreaM2: 4000.5 }], plots: [{ landAreaM2: 4000.5 }] } },
      { revision: 4, data: { buildings: [{ landAreaM2: 2000 }] } },
    ]);
  });

  it.each([
    [{ ...plot, subPark: '9' }, 404, 'intake.unknown-sub-park'],
    [{ ...plot, buildings: ['Z'] }, 404, 'intake.unknown-building'],
    [{ ...plot, landAreaM2: 0 }, 400, 'request.invalid'],
    [{ ...plot, landAreaM2: 1.234 }, 400, 'request.invalid'],
  ])('refuses %j', async (body, status, code) => {
    const answer = await operator('PUT', '/parks/software/plots/p2', body, { 'if-match': '"1"' });
    expect(answer).toMatchObject({ status, body: { code } });
  });

  it('reckons output per mu from land and figures, and leaves out what is missing', async () => {
    await operator('PUT', '/parks/software/plots/p1', plot, { 'if-match': '"4"' });
    expect(await operator('GET', `/parks/software/land-use?month=${month}`)).toEqual({
      status: 200,
      body: {
        park: 'software',
        month,
        landM2: 2000,
        mu: 3,
        tenants: 1,
        reporting: 0,
        subParks: [{ code: '1', landM2: 2000, mu: 3, tenants: 1, reporting: 0 }],
        unplaced: { enterprises: 0 },
      },
    });
    await operator('PUT', `/enterprises/${someUscc}/figures/software/${month}`, {
      stage: 'final',
      source: '企业自报',
      outputFen: '300000000',
    });
    expect(await operator('GET', `/parks/software/land-use?month=${month}`)).toMatchObject({
      body: {
        outputFen: '300000000',
        outputFenPerMu: '100000000',
        reporting: 1,
        subParks: [{ reporting: 1 }],
      },
    });
    expect(await operator('GET', `/parks/software/land-use/enterprises?month=${month}`)).toEqual({
      status: 200,
      body: {
        items: [
          {
            uscc: someUscc,
            areaM2: 100,
            landM2: 500,
            mu: 0.75,
            outputFen: '300000000',
            outputFenPerMu: '400000000',
          },
        ],
      },
    });
    expect(await operator('GET', '/parks/software/land-use?month=2099-01')).toMatchObject({ status: 400 });
    expect(await operator('GET', '/parks/software/land-use')).toMatchObject({ status: 400 });
    expect(await operator('GET', `/parks/nowhere/land-use?month=${month}`)).toMatchObject({ status: 403 });
  });

  it('keeps who changed a plot when, and reckons each month by the land of then', async () => {
    const path = '/parks/software/plots/p1';
    const running = Month.of(Date.now());
    const landOf = async (of: string) => {
      const { body } = await operator('GET', `/parks/software/land-use?month=${of}`);
      return (body as { landM2?: number }).landM2;
    };
    const put = async (change: object, code = 'p1') => {
      const { rows } = await intake.database.pool.query<{ revision: number }>('SELECT revision FROM park');
      const body = { ...plot, ...change };
      return operator('PUT', `/parks/software/plots/${code}`, body, { 'if-match': `"${rows[0]?.revision}"` });
    };
    expect(await put({ landAreaM2: 3000, reason: '增加用地' })).toMatchObject({
      body: { outcome: 'changed' },
    });
    expect([await landOf(month), await landOf(running)]).toEqual([2000, 3000]);
    // It had been more since the month before: that corrects the month.
    expect(await put({ landAreaM2: 3000, from: month })).toMatchObject({ body: { outcome: 'changed' } });
    expect([await landOf(Month.previous(month)), await landOf(month)]).toEqual([2000, 3000]);
    expect(await put({ from: Month.next(running) })).toMatchObject({
      status: 400,
      body: { code: 'plot.month-to-come' },
    });
    const versions = async (code: string) => {
      const { body } = await operator('GET', `/parks/software/plots/${code}/history`);
      return (body as { items: readonly object[] }).items;
    };
    const history = await versions('p1');
    expect(history.slice(0, 2)).toMatchObject([
      { version: 5, from: month, landAreaM2: 3000, changedBy: 'po' },
      { version: 4, from: running, landAreaM2: 3000, changedBy: 'po', reason: '增加用地' },
    ]);
    expect(history.at(-1)).toMatchObject({ version: 1, landAreaM2: 2000, buildings: ['A'] });
    expect(history.at(-1)).not.toHaveProperty('from');

    // A building that goes to another plot is a change of both, and stood on the first before.
    expect(await put({ name: '2号地块', landAreaM2: 800 }, 'p2')).toMatchObject({
      body: { outcome: 'created' },
    });
    expect((await versions('p1'))[0]).toMatchObject({ version: 6, from: running, buildings: [] });
    expect((await versions('p2'))[0]).toMatchObject({ version: 1, from: running, buildings: ['A'] });
    const landHeldIn = async (of: string) => {
      const { body } = await operator('GET', `/parks/software/land-use/enterprises?month=${of}`);
      return (body as { items: readonly { landM2?: number }[] }).items[0]?.landM2;
    };
    expect([await landHeldIn(month), await landHeldIn(running)]).toEqual([750, 200]);
    expect(await operator('GET', `${path.replace('p1', 'p9')}/history`)).toMatchObject({
      status: 404,
      body: { code: 'plot.unknown' },
    });
  });
});
