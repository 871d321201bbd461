import { usccCheckCharacter } from '@yuanqu/domain';
import { createOutbox } from '@yuanqu/messaging';
import { createLogger, makeTransaction } from '@yuanqu/service-kit';
import { fakeClock } from '@yuanqu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type AssessmentUnderTest, startAssessment } from '../../testing/start-assessment.ts';
import { firmTold, parkTold, seen, unitsTold } from '../../testing/told-events.ts';
import { figuresTold } from '../../testing/told-evidence.ts';
import { goals } from '../../wiring/goals.ts';

const office = { subject: 'office', roles: ['leading-group-office' as const] };
const second = { subject: 'second', roles: ['leading-group-office' as const] };
const force = { subject: 'force', roles: ['task-force' as const], parks: ['software'] };
const stranger = { subject: 'other', roles: ['task-force' as const], parks: ['ip'] };
const operator = { subject: 'operator', roles: ['park-operator' as const], parks: ['software'] };
const firm = (number: number): string => {
  const first17 = `91350503DEM0${String(number).padStart(5, '0')}`;
  return first17 + usccCheckCharacter(first17);
};

describe('goals of a park', () => {
  const clock = fakeClock('2026-11-16T00:00:00Z');
  let service: AssessmentUnderTest;
  const { units, events } = unitsTold('software', 4);
  const unit = (at: number) => {
    const found = units[at];
    if (!found) throw new Error(`there is no unit ${at}`);
    return found;
  };

  beforeAll(async () => {
    service = await startAssessment(clock, { YUANQU_RATE_LIMIT: '0' });
    await service.tell([
      parkTold('software', { name: '泉州软件园', leadingIndustries: ['65'] }),
      parkTold('ip'),
      ...events,
      seen(unit(0), 'let', '2026-09-01T00:00:00.000Z', { uscc: firm(1) }),
      seen(unit(1), 'let', '2026-11-05T00:00:00.000Z', { uscc: firm(2) }),
      firmTold(firm(1), '6513'),
      firmTold(firm(2), '7241'),
    ]);
    await service.settled();
  });
  afterAll(() => service?.stop());

  const propose = (more: object = {}, claims: object = force) =>
    service.call('POST', '/goals', claims, {
      park: 'software',
      measure: 'occupancy-rate',
      value: 0.75,
      period: '2026-11',
      why: '年底前突破',
      ...more,
    });
  const act = (claims: object, on: Answer, what: string, body: object = {}) =>
    service.call('POST', `/goals/${on.body.id}/${what}`, claims, body, {
      'if-match': `"${on.body.revision}"`,
    });
  const sweep = () => {
    const { pool } = service.database;
    const log = createLogger({ service: 'assessment', level: 'silent' });
    const outbox = createOutbox(() => undefined);
    const [job] = goals({ pool, transaction: makeTransaction(pool), outbox, clock, log }).jobs;
    return job?.run(new AbortController().signal);
  };
  const told = async (on: Answer) =>
    (
      await service.database.pool.query<{ type: string; data: object }>(
        `SELECT body::json ->> 'type' AS type, body::json -> 'data' AS data FROM messaging.outbox
         WHERE body::json ->> 'subject' = $1 ORDER BY sequence`,
        [on.body.id],
      )
    ).rows;

  it('are proposed by the park’s task force and agreed on by the office, never by one person', async () => {
    expect(await propose({}, stranger)).toMatchObject({ status: 403 });
    expect(await propose({}, operator)).toMatchObject({ status: 403 });
    const proposed = await propose();
    expect(proposed).toMatchObject({
      status: 201,
      body: { status: 'proposed', nextCommands: ['agree', 'decline', 'withdraw'] },
    });
    expect(await propose({ value: 0.9 })).toMatchObject({
      status: 409,
      body: { code: 'goal.already-there' },
    });
    expect(await act(force, proposed, 'agree')).toMatchObject({ status: 403 });
    expect(await act(stranger, proposed, 'withdraw')).toMatchObject({ status: 403 });
    expect(await act(office, proposed, 'withdraw')).toMatchObject({ body: { code: 'goal.not-yours' } });
    expect(await act(office, proposed, 'agree')).toMatchObject({
      status: 200,
      body: { status: 'agreed', agreedBy: 'office' },
    });
    const own = await propose({ measure: 'tenants', value: 9 }, office);
    expect(await act(office, own, 'agree')).toMatchObject({
      status: 403,
      body: { code: 'goal.own-proposal' },
    });
    expect(await act(second, own, 'decline', { reason: '目标过高' })).toMatchObject({
      body: { status: 'declined', reason: '目标过高' },
    });
  });

  it('that are agreed on are changed by both sides, with their history', async () => {
    const first = await propose({ measure: 'tenants', value: 90 });
    const goal = await act(office, first, 'agree');
    expect(goal.body.nextCommands).toEqual(['change']);
    expect(await act(force, goal, 'change', { why: '多打了一个零' })).toMatchObject({
      status: 400,
      body: { code: 'goal.unclear-change' },
    });
    const asked = await act(force, goal, 'change', { value: 9, why: '多打了一个零' });
    expect(asked.body).toMatchObject({
      value: 90,
      change: { value: 9, by: 'force', side: 'park' },
      nextCommands: ['agree-change', 'decline-change', 'withdraw-change'],
    });
    expect(await act(stranger, asked, 'change/agree')).toMatchObject({ status: 403 });
    expect((await act(force, asked, 'change/agree')).body.code).toBe('goal.own-proposal');
    const changed = await act(office, asked, 'change/agree');
    expect(changed.body).toMatchObject({ status: 'agreed', value: 9 });
    expect(changed.body.change).toBeUndefined();
    expect((await told(changed)).at(-1)).toMatchObject({
      type: expect.stringContaining('goal.changed'),
      data: { value: 9, was: 90, changeZh: '由 90 家 改为 9 家', reason: '多打了一个零' },
    });
    const dropping = await act(second, changed, 'change', { giveUp: true, why: '不再考核' });
    expect((await act(office, dropping, 'change/agree')).body.code).toBe('goal.same-side');
    expect((await act(force, dropping, 'change/agree')).body).toMatchObject({
      status: 'withdrawn',
      reason: '不再考核',
    });
    expect((await told(changed)).at(-1)).toMatchObject({
      type: expect.stringContaining('goal.changed'),
      data: { givenUp: true, changeZh: '不再作为目标（原为 9 家）' },
    });
    const { body } = await service.call('GET', `/goals/${goal.body.id}/history`, force);
    expect(body.items).toHaveLength(6);
    expect((await propose({ measure: 'tenants', value: 9 })).status).toBe(201);
  });

  it.each([
    [{ value: 1.2 }, 'goal.impossible-value'],
    [{ measure: 'tenants', value: 1.5 }, 'goal.impossible-value'],
    [{ period: '2026-Q9' }, 'goal.unknown-period'],
    [{ period: '2026-10' }, 'goal.period-over'],
    [{ park: 'nowhere' }, 'assessment.unknown-park'],
    [{ measure: 'happiness' }, 'request.invalid'],
    [{ why: ' ' }, 'request.invalid'],
  ])('are refused with %j', async (more, code) => {
    expect((await propose(more, office)).body).toMatchObject({ code });
  });

  it('are followed by live figures', async () => {
    const { body } = await service.call('GET', '/parks/software/goals', operator);
    expect(body.items).toMatchObject([
      { measure: 'occupancy-rate', progress: { start: 0.25, now: 0.5, done: 0.5, elapsed: 0.5111 } },
    ]);
    const progressOf = async (measure: string, value: number) => {
      const goal = await propose({ measure, value, period: '2026-Q4' });
      return (await service.call('GET', `/goals/${goal.body.id}/progress`, force)).body;
    };
    expect(await progressOf('let-area', 400)).toMatchObject({ start: 100, now: 200 });
    expect(await progressOf('tenants', 3)).toMatchObject({ start: 1, now: 2 });
    expect(await progressOf('new-tenants', 3)).toMatchObject({ start: 0, now: 1 });
    expect(await progressOf('leading-share', 0.8)).toMatchObject({ now: 0.5 });
    // There is no chain: that is said, and is not a coverage of nothing.
    const coverage = await progressOf('chain-coverage', 0.8);
    expect(coverage).not.toHaveProperty('now');
    expect(coverage.sentence.zh).toContain('无法计量');
  });

  it('are everybody’s to see once agreed on, without who proposed them and why', async () => {
    const { body } = await service.call('GET', '/parks/software/goals', undefined);
    expect(body.items).toMatchObject([
      { measure: 'occupancy-rate', value: 0.75, period: '2026-11', progress: { now: 0.5 } },
    ]);
    for (const internal of ['proposedBy', 'agreedBy', 'why', 'revision', 'nextCommands'])
      expect(body.items[0]).not.toHaveProperty(internal);
    const elsewhere = await service.call('GET', '/parks/software/goals', stranger);
    expect(elsewhere.body.items[0]).not.toHaveProperty('why');
    const inside = await service.call('GET', '/parks/software/goals', operator);
    expect(inside.body.items[0]).toMatchObject({ why: '年底前突破', agreedBy: 'office' });
    const targets = await service.call('GET', '/parks/software/targets', undefined);
    expect(targets.body.current).toMatchObject({ occupancy: 0.7 });
    expect(targets.body.current).not.toHaveProperty('setBy');
  });

  it('are judged once, by what held at the end of their period', async () => {
    const missed = await propose({ measure: 'leading-share', value: 0.9 });
    await act(office, missed, 'agree');
    const left = await propose({ measure: 'let-area', value: 400 });
    const met = (await service.call('GET', '/goals?status=agreed', force)).body.items.find(
      ({ measure }: { measure: string }) => measure === 'occupancy-rate',
    );
    await service.tell([
      seen(unit(2), 'let', '2026-11-29T00:00:00.000Z', { uscc: firm(1) }),
      // After the period: it does not count any more.
      seen(unit(0), 'vacant', '2026-11-30T17:00:00.000Z'),
    ]);
    await service.settled();
    clock.set('2026-11-30T18:00:00Z');
    await sweep();
    const read = async (id: string) => (await service.call('GET', `/goals/${id}`, force)).body;
    expect(await read(met.id)).toMatchObject({ status: 'agreed' });
    expect(await read(left.body.id)).toMatchObject({ status: 'lapsed' });
    clock.set('2026-12-01T16:00:00Z');
    await Promise.all([sweep(), sweep()]);
    await sweep();
    expect(await read(met.id)).toMatchObject({ status: 'met', reached: 0.75 });
    expect(await read(missed.body.id)).toMatchObject({ status: 'missed', reached: 0.666667 });
    expect((await told({ body: met } as Answer)).map(({ type }) => type.split('.').at(-2))).toEqual([
      'proposed',
      'agreed',
      'closed',
    ]);
    expect((await told(missed)).at(-1)?.data).toMatchObject({
      outcome: 'missed',
      valueZh: '90%',
      reachedZh: '66.67%',
    });
    const board = await service.call('GET', '/parks/software/goals?period=2026-11', operator);
    expect(board.body.items).toHaveLength(2);
  });

  it('of output and tax are judged by what enterprises reported until the days of reporting were over', async () => {
    const agreed = async (measure: string, value: number, period: string) => {
      const goal = await propose({ measure, value, period });
      return (await act(office, goal, 'agree')).body;
    };
    const read = async (id: string) => (await service.call('GET', `/goals/${id}`, force)).body;
    const output = await agreed('output', 1_000_000, '2026-12');
    const tax = await agreed('tax', 50_000, '2026-12');
    const later = await agreed('output', 1_000, '2027-01');
    // 15 working days after December.
    expect(output.judgedAt).toBe('2027-01-22T16:00:00.000Z');

    const reported = (number: number, month: string, outputFen: string, taxFen: string, at: string) =>
      figuresTold({ uscc: firm(number), park: 'software', month, outputFen, taxFen }, new Date(at));
    const inTime = '2027-01-20T00:00:00.000Z';
    await service.tell([
      reported(1, '2026-12', '60000000', '3000000', inTime),
      reported(2, '2026-12', '50000000', '1900000', inTime),
      // Of two tenants one reports January.
      reported(1, '2027-01', '900000000', '0', inTime),
    ]);
    await service.settled();
    clock.set('2027-01-21T00:00:00Z');
    const progress = (await service.call('GET', `/goals/${output.id}/progress`, force)).body;
    expect(progress).toMatchObject({ start: 0, now: 1_100_000, done: 1 });
    expect(progress.sentence.zh).toContain('产值：目标 100 万元，期初 0 元，现为 110 万元');

    clock.set('2027-01-23T00:00:00Z');
    const late = { uscc: firm(2), park: 'software', month: '2026-12', version: 2, taxFen: '9000000' };
    await service.tell([figuresTold(late, new Date('2027-01-22T17:00:00.000Z'))]);
    await service.settled();
    await sweep();
    expect(await read(output.id)).toMatchObject({ status: 'met', reached: 1_100_000 });
    expect(await read(tax.id)).toMatchObject({ status: 'missed', reached: 49_000 });
    clock.set('2027-03-10T00:00:00Z');
    await sweep();
    expect(await read(later.id)).toMatchObject({ status: 'unmeasured' });
  });
});
