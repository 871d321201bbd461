import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendTo, type Send } from '../testing/send-to.ts';
import { type IntakeUnderTest, startIntake } from '../testing/start-intake.ts';
import { registerTestPark } from '../testing/test-park.ts';
import { anUpdate, someUscc } from '../testing/updates.ts';

describe('enterprises and tasks', () => {
  let intake: IntakeUnderTest;
  let send: Send;
  beforeAll(async () => {
    intake = await startIntake();
    send = sendTo(intake, { subject: 'po', kind: 'person', roles: ['park-operator'] });
    await sendTo(intake)('POST', '/occupancy', anUpdate(intake.park, { status: 'let', uscc: someUscc }));
  });
  afterAll(() => intake?.stop());

  const facts = { name: '示例公司', industry: '6513', staff: 120, revenueFen: '1234500000' };

  it('completes a provisional enterprise, which does its task and explains its size', async () => {
    expect(await send('GET', '/tasks?open=true&park=software')).toMatchObject({
      body: { items: [{ kind: 'complete-enterprise', about: someUscc }] },
    });
    expect(await send('GET', '/enterprises?provisional=true')).toMatchObject({
      body: { items: [{ id: someUscc, provisional: true, parks: ['software'] }] },
    });
    const put = (body: object, headers = {}) => send('PUT', `/enterprises/${someUscc}`, body, headers);
    expect(await put(facts)).toMatchObject({
      status: 428,
      body: { code: 'request.precondition-required', detail: expect.stringContaining('"1"') as string },
    });
    expect(await put(facts, { 'if-match': '"1"' })).toMatchObject({
      body: { outcome: 'changed', revision: 2 },
    });
    expect(await put({ ...facts, name: '旧' }, { 'if-match': '"1"' })).toMatchObject({
      status: 412,
      body: { revision: 2 },
    });
    expect(await put(facts, { 'if-match': '"2"' })).toMatchObject({
      body: { outcome: 'unchanged', revision: 2 },
    });
    expect(await send('GET', `/enterprises/${someUscc}`)).toMatchObject({
      status: 200,
      body: {
        name: '示例公司',
        sizeClass: 'medium',
        size: { outcome: 'classified', deciding: expect.any(Array) },
      },
    });
    for (const path of ['', '/units'])
      expect(await send('GET', `/enterprises/${someUscc.toLowerCase()}${path}`)).toMatchObject({
        status: 200,
      });
    expect(await send('GET', '/tasks?open=true')).toMatchObject({ body: { items: [] } });
    expect(await send('GET', '/tasks?open=false')).toMatchObject({ body: { items: [{ closedBy: 'po' }] } });
  });

  it.each([
    ['PUT', '/enterprises/91350100M000100Y44', facts, 400, 'uscc.bad-check-character'],
    ['PUT', `/enterprises/${someUscc}`, { ...facts, industry: '9999' }, 400, 'industry.unknown-division'],
    ['PUT', `/enterprises/${someUscc}`, { ...facts, revenueFen: '-1' }, 400, 'request.invalid'],
    ['GET', '/enterprises/nobody', undefined, 404, 'intake.unknown-enterprise'],
    ['GET', '/tasks?park=other', undefined, 403, 'auth.other-park'],
    ['GET', '/enterprises?cursor=x', undefined, 400, 'request.invalid-cursor'],
  ])('%s %s with %j answers %i %s', async (method, path, body, status, code) => {
    expect(await send(method, path, body)).toMatchObject({ status, body: { code } });
  });

  it('shows an enterprise itself, has it keep its own facts, and nothing else', async () => {
    const own = sendTo(intake, {
      subject: 'e',
      kind: 'person',
      roles: ['enterprise'],
      parks: [],
      enterprise: someUscc,
    });
    expect(await own('GET', '/enterprises')).toMatchObject({ body: { items: [{ id: someUscc }] } });
    expect(await own('GET', `/enterprises/${someUscc}`)).toMatchObject({ status: 200 });
    const seen = { 'if-match': '"2"' };
    expect(await own('PUT', `/enterprises/${someUscc}`, { ...facts, staff: 130 }, seen)).toMatchObject({
      status: 200,
    });
    expect(await own('PUT', '/enterprises/91350503M000000000', facts)).toMatchObject({
      status: 403,
      body: { code: 'intake.not-your-enterprise' },
    });
  });

  it('keeps the tenant of another park from other parks’ operators', async () => {
    await registerTestPark(intake.database.pool, { code: 'other', units: 1 });
    const stranger = sendTo(intake, {
      subject: 'x',
      kind: 'person',
      roles: ['park-operator'],
      parks: ['other'],
      operator: 'operator-other',
    });
    expect(await stranger('PUT', `/enterprises/${someUscc}`, facts)).toMatchObject({
      status: 403,
      body: { code: 'intake.not-your-tenant' },
    });
    expect(await stranger('GET', `/enterprises/${someUscc}`)).toMatchObject({ status: 404 });
    expect(await stranger('GET', '/enterprises')).toMatchObject({ body: { items: [] } });
  });
});
