import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IntakeUnderTest, startIntake } from '../testing/start-intake.ts';
import { anUpdate, someUscc } from '../testing/updates.ts';

describe('POST /occupancy with JSON', () => {
  let intake: IntakeUnderTest;
  beforeAll(async () => {
    intake = await startIntake();
  });
  afterAll(() => intake?.stop());

  const post = async (body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const answer = await fetch(intake.url('/occupancy'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await intake.bearer()), ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const unitNamed = async (code: string) => {
    const { rows } = await intake.database.pool.query('SELECT * FROM unit WHERE code = $1', [code]);
    return rows[0] as Record<string, unknown>;
  };

  it('takes one update, and the same again changes nothing', async () => {
    const update = anUpdate(intake.park, { unit: 'A-0002', status: 'let', uscc: someUscc });
    expect(await post(update)).toEqual({
      status: 200,
      body: {
        accepted: 1,
        unchanged: 0,
        stale: 0,
        rejected: 0,
        results: [{ updateId: update.updateId, outcome: 'accepted' }],
      },
    });
    const after = await unitNamed('A-0002');
    expect(after).toMatchObject({
      status: 'let',
      uscc: someUscc,
      operator: 'operator-software',
      revision: 2,
    });
    const reworded = { ...update, status: 'LET', observedAt: update.observedAt.replace('Z', '+00:00') };
    expect((await post([update, reworded])).body).toMatchObject({ unchanged: 2 });
    expect(await unitNamed('A-0002')).toEqual(after);
  });

  it('keeps a late update in the history without showing it', async () => {
    const now = anUpdate(intake.park, { unit: 'A-0003', status: 'reserved' });
    const before = anUpdate(intake.park, {
      unit: 'A-0003',
      observedAt: new Date(Date.now() - 3_600_000).toISOString(),
    });
    expect((await post([now, before])).body).toMatchObject({ accepted: 1, stale: 1 });
    expect(await unitNamed('A-0003')).toMatchObject({ status: 'reserved', revision: 3 });
    const { rows } = await intake.database.pool.query<{ current: boolean }>(
      `SELECT (body::json->'data'->>'current')::boolean AS current FROM messaging.outbox
       WHERE body::json->'data'->>'unit' = 'A-0003' ORDER BY sequence`,
    );
    expect(rows.map(({ current }) => current)).toEqual([true, false]);
  });

  it('judges each update of an array by itself and answers in their order', async () => {
    const good = anUpdate(intake.park, { unit: 'A-0004' });
    const { body } = await post([
      good,
      { ...good, updateId: 'x1', unit: 'nowhere' },
      { ...good, updateId: 'x2', park: 'ip' },
      { ...good, updateId: 'x3', status: 'let' },
      { ...good, updateId: 'x4', uscc: '91350100M000100Y44' },
      { ...good, updateId: 'x5', observedAt: new Date(Date.now() + 600_000).toISOString() },
      { ...good, updateId: 'x6', observedAt: '2020-01-01T00:00:00Z' },
      { ...good, status: 'reserved' },
      { ...good, updateId: 7 },
      'text',
      null,
    ]);
    expect(body).toMatchObject({ accepted: 1, rejected: 10 });
    const results = body['results'] as Record<string, unknown>[];
    expect(results.map(({ code }) => code)).toEqual([
      undefined,
      'intake.unknown-unit',
      'intake.not-your-park',
      'intake.let-without-enterprise',
      'intake.invalid-uscc',
      'intake.observed-in-future',
      'intake.observed-too-long-ago',
      'intake.update-id-reused',
      'intake.invalid-field',
      'intake.invalid-field',
      'intake.invalid-field',
    ]);
    expect(results[5]).toMatchObject({ updateId: 'x5', retryable: true, detail: expect.any(String) });
    expect(results[8]).not.toHaveProperty('updateId');
  });

  it('leaves no trace of a rejected update, which may be sent again when it is right', async () => {
    const update = anUpdate(intake.park, { unit: 'A-0005', status: 'let' });
    expect((await post(update)).body).toMatchObject({ rejected: 1 });
    expect((await post({ ...update, uscc: someUscc })).body).toMatchObject({ accepted: 1 });
  });

  it('makes a provisional enterprise and a task of a code that nobody registered, once', async () => {
    const uscc = '91350200M000100Y48';
    const updates = ['A-0006', 'A-0007'].map((unit) => anUpdate(intake.park, { unit, status: 'let', uscc }));
    expect((await post(updates)).body).toMatchObject({ accepted: 2 });
    const { rows } = await intake.database.pool.query(
      `SELECT e.provisional, e.name, t.kind, t.park, t.closed_at FROM enterprise e JOIN task t ON t.about = e.id WHERE e.id = $1`,
      [uscc],
    );
    expect(rows).toEqual([
      { provisional: true, name: null, kind: 'complete-enterprise', park: 'software', closed_at: null },
    ]);
    const { rows: events } = await intake.database.pool.query<{ type: string }>(
      `SELECT type FROM messaging.outbox WHERE type ~ 'enterprise|task' AND body LIKE '%' || $1 || '%'`,
      [uscc],
    );
    expect(events.map(({ type }) => type).sort()).toEqual([
      'cn.yuanqu.intake.enterprise.registered.v1',
      'cn.yuanqu.intake.task.opened.v1',
    ]);
  });

  it('takes an empty array, 1,000 updates and no more', async () => {
    expect(await post([])).toMatchObject({ status: 200, body: { accepted: 0, results: [] } });
    const many = Array.from({ length: 1_001 }, (_, index) =>
      anUpdate(intake.park, {
        unit: 'A-0008',
        observedAt: new Date(Date.now() - index * 1_000).toISOString(),
      }),
    );
    expect(await post(many)).toMatchObject({ status: 400, body: { code: 'intake.wrong-body' } });
    expect(await post(many.slice(1))).toMatchObject({ status: 200, body: { accepted: 1, stale: 999 } });
  });

  it.each([
    ['"text"', 400, 'intake.wrong-body'],
    ['12', 400, 'intake.wrong-body'],
    ['null', 400, 'intake.wrong-body'],
    ['{"updateId":', 400, 'request.malformed-json'],
    ['', 400, 'request.malformed-json'],
  ])('refuses the body %s', async (body, status, code) => {
    expect(await post(body)).toMatchObject({ status, body: { code } });
  });

  it('refuses one item that cannot be stored, or whose id is the platform’s own, and takes the others', async () => {
    const [good, bad, own] = [anUpdate(intake.park), anUpdate(intake.park), anUpdate(intake.park)];
    const answer = await post([{ ...bad, updateId: 'x\u0000' }, { ...own, updateId: '!mine' }, good, 7]);
    expect(answer).toMatchObject({ status: 200, body: { accepted: 1, rejected: 3 } });
  });

  it('refuses another content type, no token, a role that only reads and a person without an operator', async () => {
    const update = anUpdate(intake.park);
    for (const type of ['text/csv', 'text/plain'])
      expect(await post(update, { 'content-type': type })).toMatchObject({ status: 415 });
    expect(await post(update, { authorization: '' })).toMatchObject({ status: 401 });
    const auditor = await intake.bearer({ kind: 'person', roles: ['auditor'], parks: '*' });
    expect(await post(update, auditor)).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
    const stray = await intake.bearer({
      roles: ['park-operator'],
      kind: 'person',
      operator: undefined as never,
    });
    expect(await post(update, stray)).toMatchObject({ status: 403, body: { code: 'intake.no-operator' } });
  });

  it('carries the request’s number into the event', async () => {
    const update = anUpdate(intake.park, { unit: 'A-0009' });
    await post(update, { 'x-correlation-id': 'correlation-1234' });
    const { rows } = await intake.database.pool.query<{ body: string }>(
      `SELECT body FROM messaging.outbox WHERE body LIKE '%' || $1 || '%'`,
      [update.updateId],
    );
    expect(JSON.parse(rows[0]?.body ?? '{}')).toMatchObject({
      correlationid: 'correlation-1234',
      data: { updateId: update.updateId, unit: 'A-0009', status: 'vacant', current: true },
    });
  });
});
