import { Month } from '@yuanqu/domain';
import type { TestClaims } from '@yuanqu/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendTo, type Send } from '../../testing/send-to.ts';
import { type IntakeUnderTest, startIntake } from '../../testing/start-intake.ts';
import { registerTestPark } from '../../testing/test-park.ts';
import { anUpdate, someUscc } from '../../testing/updates.ts';

const header =
  '统一社会信用代码,园区代码,月份,阶段,数据来源,产值(万元),营业收入(万元),税收(万元),从业人员,更正原因';

describe('monthly figures of enterprises', () => {
  let intake: IntakeUnderTest;
  let operator: Send;
  let assessor: Send;
  let enterprise: Send;
  const last = Month.previous(Month.of(Date.now()));
  const before = Month.previous(last);
  const path = (month: string, park = 'software') => `/enterprises/${someUscc}/figures/${park}/${month}`;
  const figures = { stage: 'final', source: '企业自报', outputFen: '120000000', taxFen: '-500', staff: 12 };

  beforeAll(async () => {
    intake = await startIntake();
    await registerTestPark(intake.database.pool, { code: 'other', units: 1 });
    await intake.database.pool.query(
      `UPDATE operator_contract SET operator = 'operator-software' WHERE park = 'other'`,
    );
    const person = (claims: TestClaims) => sendTo(intake, { kind: 'person', ...claims });
    operator = person({ subject: 'po', roles: ['park-operator'], parks: ['software', 'other'] });
    assessor = person({ subject: 'as', roles: ['assessor'], parks: '*' });
    enterprise = person({ subject: 'en', roles: ['enterprise'], parks: [], enterprise: someUscc });
    await sendTo(intake)('POST', '/occupancy', anUpdate(intake.park, { status: 'let', uscc: someUscc }));
  });
  afterAll(() => intake?.stop());

  const events = async () =>
    (
      await intake.database.pool.query<{ data: { month: string; version: number }; revision: number }>(
        `SELECT body::json->'data' AS data, (body::json->>'revision')::int AS revision FROM messaging.outbox
         WHERE topic = 'yuanqu.intake.enterprise-figures' AND key = $1 ORDER BY sequence`,
        [someUscc],
      )
    ).rows;

  it('takes a month from the enterprise itself, keeps every version, and tells each once in order', async () => {
    expect(await enterprise('PUT', path(last), figures)).toMatchObject({
      status: 200,
      body: { outcome: 'created', version: 1 },
    });
    expect(await enterprise('PUT', path(last), figures)).toEqual({
      status: 200,
      body: { outcome: 'unchanged' },
    });
    const corrected = { ...figures, outputFen: '110000000' };
    expect(await operator('PUT', path(last), corrected)).toMatchObject({ status: 428 });
    expect(await operator('PUT', path(last), corrected, { 'if-match': '"7"' })).toMatchObject({
      status: 412,
    });
    expect(await operator('PUT', path(last), corrected, { 'if-match': '"1"' })).toMatchObject({
      status: 400,
      body: { code: 'figures.reason-needed' },
    });
    const explained = { ...corrected, reason: '重复计入' };
    expect(await operator('PUT', path(last), explained, { 'if-match': '"1"' })).toMatchObject({
      body: { outcome: 'changed', version: 2 },
    });
    expect(await operator('PUT', path(before), { ...figures, staff: 11 })).toMatchObject({ status: 200 });
    expect(await operator('GET', `/enterprises/${someUscc}/figures`)).toMatchObject({
      body: {
        items: [
          {
            month: last,
            current: { version: 2, outputFen: '110000000', reason: '重复计入', enteredBy: 'po' },
            earlier: [{ version: 1, outputFen: '120000000', enteredBy: 'en' }],
          },
          { month: before, current: { version: 1, staff: 11 }, earlier: [] },
        ],
      },
    });
    expect(
      (await events()).map(({ revision, data: { month, version } }) => [revision, month, version]),
    ).toEqual([
      [1, last, 1],
      [2, last, 2],
      [3, before, 1],
    ]);
  });

  it('lets the assessor enter with a reason only, and others not at all', async () => {
    const month = Month.plus(last, -3);
    const correction = { ...figures, source: '税务', reason: '税务局数据' };
    expect(await assessor('PUT', path(month), figures)).toMatchObject({ status: 403 });
    expect(await assessor('POST', `${path(month)}/correction`, figures)).toMatchObject({ status: 400 });
    expect(await assessor('POST', `${path(month)}/correction`, correction)).toMatchObject({
      body: { outcome: 'created' },
    });
    expect(await operator('POST', `${path(month)}/correction`, correction)).toMatchObject({ status: 403 });
  });

  it.each([
    ['another park', path('2026-01', 'other'), figures, 409, 'figures.not-a-tenant'],
    ['a park outside the scope', path('2026-01', 'third'), figures, 403, 'auth.other-park'],
    ['a month to come', path('2099-01'), figures, 400, 'figures.month-to-come'],
    ['a month that is none', path('2026-13'), figures, 400, 'request.invalid'],
    ['no figure', path('2026-01'), { stage: 'final', source: 'x' }, 400, 'figures.nothing-reported'],
    ['a negative output', path('2026-01'), { ...figures, outputFen: '-1' }, 400, 'request.invalid'],
    [
      'more than 63 bits',
      path('2026-01'),
      { ...figures, taxFen: '9999999999999999999' },
      400,
      'request.invalid',
    ],
    [
      'a mistyped code',
      '/enterprises/91350100M000100Y44/figures/software/2026-01',
      figures,
      400,
      'uscc.bad-check-character',
    ],
    [
      'an enterprise nobody registered',
      '/enterprises/91440300708461136T/figures/software/2026-01',
      figures,
      404,
      'intake.unknown-enterprise',
    ],
  ])('refuses %s', async (_what, at, body, status, code) => {
    expect(await operator('PUT', at, body)).toMatchObject({ status, body: { code } });
  });

  it('shows and takes an enterprise’s own figures only', async () => {
    const other = '91440300708461136T';
    const refused = { status: 403, body: { code: 'intake.not-your-enterprise' } };
    expect(await enterprise('GET', `/enterprises/${other}/figures`)).toMatchObject(refused);
    expect(await enterprise('PUT', `/enterprises/${other}/figures/software/${last}`, figures)).toMatchObject(
      refused,
    );
    expect(
      await enterprise('GET', `/enterprises/${someUscc}/figures?park=software&from=${last}`),
    ).toMatchObject({ status: 200, body: { items: [{ month: last }] } });
  });

  it('imports a table: a dry run changes nothing, blank cells keep what is known, faults are told by column', async () => {
    const upload = async (kind: string, lines: readonly string[], claims: TestClaims, query = '') => {
      const answer = await fetch(intake.url(`/imports/${kind}${query}`), {
        method: 'POST',
        headers: { ...(await intake.bearer({ kind: 'person', ...claims })), 'content-type': 'text/csv' },
        body: [header, ...lines, ''].join('\n'),
      });
      return (await answer.json()) as Record<string, unknown>;
    };
    const byPark: TestClaims = { subject: 'po', roles: ['park-operator'] };
    const month = Month.plus(last, -1);
    const lines = [
      `${someUscc},software,${month},终报,税务,,,-3.5,,税务核定`,
      `${someUscc},software,2099-01,初报,税务,1,,,,`,
      `${someUscc},elsewhere,${month},初报,税务,1,,,,`,
      `${someUscc},software,${Month.plus(last, -2)},半报,税务,x,,,,`,
      `91440300708461136T,software,${month},初报,税务,1,,,,`,
    ];
    const told = (await events()).length;
    const report = {
      rows: 5,
      changed: 1,
      rejected: 4,
      errors: [
        { line: 3, column: '月份', code: 'figures.month-to-come' },
        { line: 4, column: '园区代码', code: 'auth.other-park' },
        { line: 5, column: '阶段', code: 'table.unknown-stage' },
        { line: 5, column: '产值(万元)', code: 'table.not-an-amount' },
        { line: 6, column: '统一社会信用代码', code: 'intake.unknown-enterprise' },
      ],
    };
    expect(await upload('figures', lines, byPark, '?dryRun=true')).toMatchObject(report);
    expect((await events()).length).toBe(told);
    expect(await upload('figures', lines, byPark)).toMatchObject(report);
    expect(await upload('figures', lines, byPark)).toMatchObject({ changed: 0, unchanged: 1 });
    expect((await events()).length).toBe(told + 1);
    expect(
      await operator('GET', `/enterprises/${someUscc}/figures?from=${month}&until=${month}`),
    ).toMatchObject({
      body: {
        items: [{ current: { outputFen: '120000000', taxFen: '-3500000', staff: 11, source: '税务' } }],
      },
    });
    const byDistrict: TestClaims = { subject: 'as', roles: ['assessor'], parks: '*' };
    expect(
      await upload('figure-corrections', [`${someUscc},software,${month},终报,统计,9,,,,`], byDistrict),
    ).toMatchObject({ errors: [{ column: '更正原因', code: 'table.missing-value' }] });
    const template = await fetch(intake.url('/templates/figure-corrections.csv'), {
      headers: await intake.bearer(byDistrict),
    });
    expect(await template.text()).toContain('必填，每行均须说明');
  });

  it('keep what a correction leaves out, drop what it says is not known, and ask a whole report for it', async () => {
    const correct = (body: object, version: number) =>
      assessor(
        'POST',
        `${path(before)}/correction`,
        { source: '税务', reason: '对账', ...body },
        {
          'if-match': `"${version}"`,
        },
      );
    const current = async () => {
      const { body } = await operator(
        'GET',
        `/enterprises/${someUscc}/figures?from=${before}&until=${before}`,
      );
      return (body as { items: { current: Record<string, unknown> }[] }).items[0]?.current ?? {};
    };
    const seen = await current();
    const version = Number(seen['version']);
    expect(seen).toMatchObject({
      outputFen: expect.any(String) as string,
      staff: expect.any(Number) as number,
    });
    expect(await correct({ stage: 'final', taxFen: '5' }, version)).toMatchObject({ status: 200 });
    expect(await current()).toMatchObject({
      outputFen: seen['outputFen'],
      staff: seen['staff'],
      taxFen: '5',
    });
    expect(
      await operator(
        'PUT',
        path(before),
        { stage: 'final', source: '企业自报', taxFen: '6', reason: '更正' },
        { 'if-match': `"${version + 1}"` },
      ),
    ).toMatchObject({
      status: 400,
      body: {
        code: 'figures.amount-left-out',
        errors: expect.arrayContaining([expect.objectContaining({ pointer: '/staff' })]) as unknown,
      },
    });
    expect(await correct({ stage: 'final', staff: null }, version + 1)).toMatchObject({ status: 200 });
    const dropped = await current();
    expect(dropped).toMatchObject({ outputFen: seen['outputFen'], taxFen: '5' });
    expect(dropped).not.toHaveProperty('staff');
  });

  it('exports a month as an import reads it', async () => {
    const auth = await intake.bearer({ kind: 'person', subject: 'po', roles: ['park-operator'] });
    const exported = await fetch(intake.url(`/exports/figures.csv?month=${last}`), { headers: auth });
    const text = await exported.text();
    expect(text).toContain(`${someUscc},software,${last},终报,企业自报,110,,-0.0005,12,`);
    const again = await fetch(intake.url('/imports/figures'), {
      method: 'POST',
      headers: { ...auth, 'content-type': 'text/csv' },
      body: text,
    });
    expect(await again.json()).toMatchObject({ unchanged: 1, rejected: 0 });
  });

  it('takes the month of a tenant that has left since', async () => {
    const gone = '91110000802100433B';
    const send = sendTo(intake);
    const at = (month: Month, days: number) =>
      new Date(Month.startMs(month) + days * 86_400_000).toISOString();
    const unit = 'A-0002';
    await send(
      'POST',
      '/occupancy',
      anUpdate(intake.park, { unit, status: 'let', uscc: gone, observedAt: at(before, 3) }),
    );
    await send(
      'POST',
      '/occupancy',
      anUpdate(intake.park, { unit, status: 'vacant', observedAt: at(before, 9) }),
    );
    const place = (month: Month) => `/enterprises/${gone}/figures/software/${month}`;
    expect(await operator('PUT', place(before), figures)).toMatchObject({ status: 200 });
    expect(await operator('PUT', place(last), figures)).toMatchObject({
      body: { code: 'figures.not-a-tenant' },
    });
  });
});
