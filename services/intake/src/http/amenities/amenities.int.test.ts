import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendTo, type Send } from '../../testing/send-to.ts';
import { type IntakeUnderTest, startIntake } from '../../testing/start-intake.ts';
import { someUscc } from '../../testing/updates.ts';

let intake: IntakeUnderTest;
let operator: Send;
let tenant: Send;
const operatorClaims = { subject: 'operator', kind: 'person' as const, roles: ['park-operator' as const] };
beforeAll(async () => {
  intake = await startIntake({ env: { YUANQU_RATE_LIMIT: '0' } });
  operator = sendTo(intake, operatorClaims);
  tenant = sendTo(intake, {
    subject: 'boss',
    kind: 'person',
    roles: ['enterprise'],
    parks: ['software'],
    enterprise: someUscc,
  });
});
afterAll(() => intake?.stop());

const at = '/parks/software/amenities';
const canteen = { kind: 'canteen', name: '1号食堂', distanceM: 120, capacity: 300, since: '2026-01-01' };
const ifMatch = (revision: number) => ({ 'if-match': `"${revision}"` });
const names = (answer: Awaited<ReturnType<Send>>) =>
  (answer.body as { items: { name: string }[] }).items.map(({ name }) => name);

it('an amenity is entered, changed on the revision that was seen, closed and removed', async () => {
  expect(await operator('PUT', `${at}/canteen-1`, canteen)).toMatchObject({
    status: 200,
    body: { outcome: 'created', revision: 1, park: 'software', id: 'canteen-1' },
  });
  const larger = { ...canteen, capacity: 400, until: '2026-06-30' };
  expect(await operator('PUT', `${at}/canteen-1`, larger)).toMatchObject({ status: 428 });
  expect(await operator('PUT', `${at}/canteen-1`, canteen, ifMatch(1))).toMatchObject({
    body: { outcome: 'kept', revision: 1 },
  });
  expect(await operator('PUT', `${at}/canteen-1`, larger, ifMatch(1))).toMatchObject({
    body: { outcome: 'kept', revision: 2, capacity: 400 },
  });
  expect(await operator('PUT', `${at}/canteen-1`, canteen, ifMatch(1))).toMatchObject({
    status: 412,
    body: { code: 'request.changed-meanwhile', revision: 2 },
  });
  await operator('PUT', `${at}/cinema-1`, { ...canteen, kind: 'cinema', name: '影城', distanceM: 30 });
  expect(names(await tenant('GET', at))).toEqual(['影城', '1号食堂']);
  expect(names(await tenant('GET', `${at}?on=2026-07-01`))).toEqual(['影城']);
  expect(names(await tenant('GET', `${at}?kind=canteen&on=2026-06-30`))).toEqual(['1号食堂']);
  expect(await operator('DELETE', `${at}/cinema-1`)).toMatchObject({ status: 428 });
  expect(await operator('DELETE', `${at}/cinema-1`, undefined, ifMatch(1))).toMatchObject({ status: 200 });
  expect(await operator('DELETE', `${at}/cinema-1`, undefined, ifMatch(1))).toMatchObject({
    status: 404,
    body: { code: 'amenity.unknown' },
  });
});

it('what makes no sense is refused, and says what to do', async () => {
  const put = (body: object, headers = {}) => operator('PUT', `${at}/mall-1`, body, headers);
  expect(await put({ ...canteen, kind: 'casino' })).toMatchObject({ status: 400 });
  expect(await put({ ...canteen, until: '2025-12-31' })).toMatchObject({
    status: 400,
    body: { code: 'amenity.ends-before-start', errors: [{ pointer: '/until' }] },
  });
  expect(await put({ ...canteen, since: '2026-02-30' })).toMatchObject({ body: { code: 'day.malformed' } });
  expect(await put(canteen, ifMatch(1))).toMatchObject({ status: 404, body: { code: 'amenity.unknown' } });
  expect(await operator('PUT', `${at}/Mall 1`, canteen)).toMatchObject({ status: 400 });
  expect(await operator('PUT', '/parks/nowhere/amenities/mall-1', canteen)).toMatchObject({ status: 403 });
  expect(await tenant('PUT', `${at}/mall-1`, canteen)).toMatchObject({ status: 403 });
});

it('is entered by one of many at once', async () => {
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, index) =>
      operator('PUT', `${at}/mall-9`, { ...canteen, kind: 'mall', distanceM: index }),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 428)).toHaveLength(5);
});

it('comes and goes as a table, which says what is wrong with each line', async () => {
  const send = async (method: string, path: string, body?: string) => {
    const answer = await fetch(intake.url(path), {
      method,
      headers: {
        ...(await intake.bearer(operatorClaims)),
        ...(body !== undefined && { 'content-type': 'text/csv' }),
      },
      ...(body !== undefined && { body }),
    });
    return answer.text();
  };
  const header = '园区代码,编号,类别,名称,距离(米),容量,备注,起始日期,结束日期';
  const file = [
    header,
    'software,flat-1,公寓,人才公寓,800,500,,2026-01-01,',
    'software,shop-1,supermarket,便利店,50,,24 小时,2026-01-01,',
    'software,pub-1,酒吧,酒吧,50,,,2026-01-01,',
    'other,shop-1,超市,便利店,50,,,2026-01-01,',
    'software,shop-2,超市,便利店,-5,,,2026-01-01,2025-01-01',
    'software,shop-3,超市,便利店,5,,,,',
  ].join('\n');
  const report = { created: 2, changed: 0, unchanged: 0, rejected: 4 };
  const dry = JSON.parse(await send('POST', '/imports/amenities?dryRun=true', file)) as {
    errors: { line: number; code: string }[];
  };
  expect(dry).toMatchObject(report);
  expect(dry.errors.map(({ line, code }) => `${line} ${code}`)).toEqual([
    '4 table.unknown-kind',
    '5 auth.other-park',
    '6 table.not-a-whole-number',
    '7 table.missing-value',
  ]);
  expect(JSON.parse(await send('POST', '/imports/amenities', file))).toMatchObject(report);
  const again = `${header}\nsoftware,flat-1,公寓,人才公寓,750,,,,\nsoftware,shop-1,超市,便利店,50,,,,`;
  expect(JSON.parse(await send('POST', '/imports/amenities', again))).toMatchObject({
    created: 0,
    changed: 1,
    unchanged: 1,
  });
  const exported = await send('GET', '/exports/amenities.csv');
  expect(exported).toContain('software,flat-1,公寓,人才公寓,750,500,,2026-01-01,');
  expect(JSON.parse(await send('POST', '/imports/amenities', exported))).toMatchObject({
    created: 0,
    changed: 0,
    rejected: 0,
  });
});
