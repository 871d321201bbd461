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
});
