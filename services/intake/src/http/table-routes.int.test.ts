import readXlsxFile from 'read-excel-file/universal';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestClaims } from '@yuanqu/service-kit/testing';
import { sendTo } from '../testing/send-to.ts';
import { type IntakeUnderTest, startIntake } from '../testing/start-intake.ts';
import { registerTestPark } from '../testing/test-park.ts';
import { anUpdate, someUscc } from '../testing/updates.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const unitHeader = '园区代码,楼栋代码,楼层,房号,面积(㎡),用途,启用日期';
// "中文" in GB18030, which is no UTF-8.
const office18030 = Buffer.from([0xb0, 0xec, 0xb9, 0xab]);

describe('tables of set-up data', () => {
  let intake: IntakeUnderTest;
  beforeAll(async () => {
    intake = await startIntake();
  });
  afterAll(() => intake?.stop());

  const parkOperator: TestClaims = { subject: 'po', kind: 'person', roles: ['park-operator'] };
  const office: TestClaims = { subject: 'lgo', kind: 'person', roles: ['leading-group-office'], parks: '*' };

  const upload = async (
    path: string,
    body: string | Buffer,
    { type = 'text/csv', accept = 'application/json', claims = parkOperator } = {},
  ) => {
    const answer = await fetch(intake.url(path), {
      method: 'POST',
      headers: { ...(await intake.bearer(claims)), 'content-type': type, accept },
      body: new Uint8Array(Buffer.from(body)),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const text = bytes.toString('utf8');
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    return { status: answer.status, bytes, body: isJson ? (JSON.parse(text) as unknown) : text };
  };
  const download = async (path: string, claims: TestClaims = parkOperator) => {
    const answer = await fetch(intake.url(path), { headers: await intake.bearer(claims) });
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  const countEvents = async (type: string) => {
    const { rows } = await intake.database.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM messaging.outbox WHERE body::json->>'type' LIKE $1`,
      [`%${type}%`],
    );
    return rows[0]?.count;
  };

  it('registers and corrects units; a dry run and a second import change nothing', async () => {
    const file = `${unitHeader}\r\nsoftware,A,3,B-301,120.50,办公,2026-01-05\r\nsoftware,A,1,A-0001,88,shop,\r\n`;
    expect(await upload('/imports/units?dryRun=true', file)).toMatchObject({
      status: 200,
      body: { dryRun: true, rows: 2, created: 1, changed: 1, rejected: 0, errors: [] },
    });
    expect(await countEvents('intake.unit')).toBe(0);
    expect((await upload('/imports/units', file)).body).toMatchObject({ created: 1, changed: 1 });
    expect((await upload('/imports/units', file)).body).toMatchObject({
      created: 0,
      changed: 0,
      unchanged: 2,
    });
    expect([await countEvents('unit.registered'), await countEvents('unit.changed')]).toEqual([1, 1]);
    const { rows } = await intake.database.pool.query(
      `SELECT code, area_m2::float8 AS area, usage, floor, since FROM unit WHERE code IN ('A-0001', 'B-301') ORDER BY code`,
    );
    expect(rows).toMatchObject([
      { code: 'A-0001', area: 88, usage: 'shop', floor: 1 },
      { code: 'B-301', area: 120.5, usage: 'office', floor: 3, since: new Date('2026-01-04T16:00:00Z') },
    ]);
  });

  it('says what is wrong where, takes the other lines, and gives the table back with its errors', async () => {
    const file = [
      unitHeader,
      'software,A,1,C-1,0,办公,2026-01-05',
      'software,A,x,C-2,10,宿舍,2026-13-05',
      'software,Z,1,C-3,10,办公,2026-01-05',
      'other,A,1,C-4,10,办公,2026-01-05',
      ',A,1,C-5,10.123,办公,2026-01-05',
      'software,A,1,C-6,10,办公,2026-01-05',
      'software,A,1,C-6,11,办公,2026-01-05',
      'software,A,1,C-7,11,办公,',
      'software,A,1,=cmd|x,11,办公,2026-01-05',
      'software,A,1,C-8,11,办公,2226-01-05',
    ].join('\n');
    const { body } = await upload('/imports/units', file);
    expect(body).toMatchObject({ rows: 10, created: 1, rejected: 9 });
    expect(
      (body as { errors: Record<string, unknown>[] }).errors.map(({ line, column, code }) => [
        line,
        column,
        code,
      ]),
    ).toEqual([
      [2, '面积(㎡)', 'area.out-of-range'],
      [3, '楼层', 'table.not-a-whole-number'],
      [3, '用途', 'table.unknown-usage'],
      [3, '启用日期', 'table.not-a-day'],
      [4, '楼栋代码', 'intake.unknown-building'],
      [5, '园区代码', 'auth.other-park'],
      [6, '园区代码', 'table.missing-value'],
      [6, '面积(㎡)', 'area.too-precise'],
      [8, undefined, 'table.line-twice'],
      [9, '启用日期', 'table.missing-value'],
      [10, '房号', 'intake.bad-unit-code'],
      [11, '启用日期', 'intake.since-too-far-ahead'],
    ]);
    const back = await upload('/imports/units', file, { accept: 'text/csv' });
    expect(back.body).toContain(`${unitHeader},错误\r\n`);
    expect(back.body).toContain('C-3,10,办公,2026-01-05,楼栋代码：园区内没有该楼栋');
    expect((await upload('/imports/units', back.bytes)).body).toMatchObject({ unchanged: 1, rejected: 9 });
  });

  it('reads GB18030 and XLSX alike', async () => {
    const line = (unit: string) =>
      Buffer.concat([Buffer.from(`software,A,1,${unit},10,`), office18030, Buffer.from(',2026-01-05\n')]);
    const csv = Buffer.concat([Buffer.from('park,building,floor,unit,areaM2,usage,since\n'), line('D-1')]);
    expect((await upload('/imports/units', csv)).body).toMatchObject({ created: 1, errors: [] });
    const sheet: SheetData = [
      unitHeader.split(','),
      [
        'software',
        'A',
        1,
        'D-1',
        10,
        '办公',
        { value: new Date('2026-01-05'), type: Date, format: 'yyyy-mm-dd' },
      ],
      ['software', 'A', -1, 'D-2', 10.25, '仓储', '2026/1/5'],
    ];
    const file = await writeXlsxFile(sheet).toBuffer();
    expect((await upload('/imports/units', file, { type: xlsx })).body).toMatchObject({
      unchanged: 1,
      created: 1,
      errors: [],
    });
    const back = await upload('/imports/units', file, { type: xlsx, accept: xlsx });
    const sheets = await readXlsxFile(new Uint8Array(back.bytes).buffer);
    expect(sheets[0]?.data[0]?.at(-1)).toBe('错误');
  });

  it('completes an enterprise that the stream saw first, and closes its task', async () => {
    await sendTo(intake)(
      'POST',
      '/occupancy',
      anUpdate(intake.park, { unit: 'A-0009', status: 'let', uscc: someUscc }),
    );
    const file = `统一社会信用代码,企业名称,行业代码,从业人员,营业收入(万元),资产总额(万元)\n${someUscc},=cmd|示例公司,6513,120,"1,234.5",\n`;
    expect((await upload('/imports/enterprises', file)).body).toMatchObject({ changed: 1, errors: [] });
    expect((await upload('/imports/enterprises', file)).body).toMatchObject({ unchanged: 1 });
    const { rows } = await intake.database.pool.query(
      'SELECT provisional, revision, size_class, revenue_fen::text FROM enterprise WHERE id = $1',
      [someUscc],
    );
    expect(rows).toEqual([
      { provisional: false, revision: 2, size_class: 'medium', revenue_fen: '1234500000' },
    ]);
    expect([await countEvents('enterprise.changed'), await countEvents('task.closed')]).toEqual([1, 1]);

    const { bytes } = await download('/exports/enterprises.csv');
    expect(bytes.toString('utf8')).toContain(`${someUscc},'=cmd|示例公司,6513,120,1234.5,`);
    expect((await upload('/imports/enterprises', bytes)).body).toMatchObject({ unchanged: 1, rejected: 0 });
  });

  it('registers operators with their contracts, one to a park at a time', async () => {
    const header = '运营机构代码,名称,统一社会信用代码,园区代码,合同开始,合同结束';
    const enter = (line: string) => upload('/imports/operators', `${header}\n${line}\n`, { claims: office });
    expect((await enter('new-op,新运营,,software,2030-01-01,')).body).toMatchObject({
      errors: [{ line: 2, column: '园区代码', code: 'intake.park-has-operator' }],
    });
    const { bytes } = await download('/exports/operators.csv', office);
    expect((await upload('/imports/operators', bytes, { claims: office })).body).toMatchObject({
      unchanged: 1,
      errors: [],
    });
    const ended = bytes.toString('utf8').replace(/,\r\n$/, ',2030-01-01\r\n');
    expect((await upload('/imports/operators', ended, { claims: office })).body).toMatchObject({
      errors: [{ code: 'operator-contract.exit-instead' }],
    });
    expect((await upload('/imports/operators', ended)).status).toBe(403);
  });

  it('registers all that a new park has had of operators in one table, and has no other follow by it', async () => {
    await registerTestPark(intake.database.pool, { code: 'new-park', units: 1 });
    await intake.database.pool.query(`DELETE FROM operator_contract WHERE park = 'new-park'`);
    const header = '运营机构代码,名称,统一社会信用代码,园区代码,合同开始,合同结束';
    const lines = [
      'now-op,现运营,,new-park,2024-01-01,2099-01-01',
      'old-op,前运营,,new-park,2020-01-01,2024-01-01',
      'now-op,现运营,,new-park,2099-01-01,',
    ];
    const enter = (...some: string[]) =>
      upload('/imports/operators', [header, ...some, ''].join('\n'), { claims: office });
    expect((await enter(...lines)).body).toMatchObject({ rejected: 0 });
    expect((await enter(...lines)).body).toMatchObject({ unchanged: 3, rejected: 0 });
    await intake.database.pool.query(
      `UPDATE operator_contract SET until_at = now() WHERE operator = 'now-op' AND until_at IS NOT NULL`,
    );
    await intake.database.pool.query(
      `DELETE FROM operator_contract WHERE operator = 'now-op' AND until_at IS NULL`,
    );
    expect((await enter('next-op,下家,,new-park,2030-01-01,')).body).toMatchObject({
      errors: [{ line: 2, code: 'operator-contract.by-call' }],
    });
  });

  it('gives templates that come back as empty tables, and exports that come back unchanged', async () => {
    for (const format of ['csv', 'xlsx']) {
      const type = format === 'csv' ? 'text/csv' : xlsx;
      for (const kind of ['units', 'enterprises']) {
        const template = await download(`/templates/${kind}.${format}`);
        expect((await upload(`/imports/${kind}`, template.bytes, { type })).body).toMatchObject({
          rows: 0,
          errors: [],
        });
      }
      const { bytes } = await download(`/exports/units.${format}`);
      const { body } = await upload('/imports/units', bytes, { type });
      expect(body).toMatchObject({ created: 0, changed: 0, rejected: 0 });
      expect((body as { unchanged: number }).unchanged).toBeGreaterThan(19);
    }
  });

  it.each([
    ['an empty file', '\n', 'text/csv', 400, 'table.empty'],
    ['another heading', '房号\nA', 'text/csv', 400, 'table.missing-column'],
    ['an unknown heading', `${unitHeader},颜色\n`, 'text/csv', 400, 'table.unknown-column'],
    ['a quote that stays open', `${unitHeader}\n"software`, 'text/csv', 400, 'table.malformed'],
    ['too many lines', `${unitHeader}\n${'a,,,,,,\n'.repeat(200_001)}`, 'text/csv', 400, 'table.too-large'],
    ['bytes of no encoding', Buffer.from([0x61, 0xff, 0xff]), 'text/csv', 400, 'table.bad-encoding'],
    ['what is no workbook', 'PK no', xlsx, 400, 'table.malformed'],
    ['a workbook of 9 MB', Buffer.alloc(9_000_000, 'a'), xlsx, 413, 'request.too-large'],
    ['JSON', '{}', 'application/json', 415, 'request.unsupported-media-type'],
  ] as const)('refuses %s', async (_what, body, type, status, code) => {
    expect(await upload('/imports/units', body, { type })).toMatchObject({ status, body: { code } });
  });
});
