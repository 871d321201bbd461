import { newId } from '@yuanqu/domain';
import { type TestDatabase, testDatabase } from '@yuanqu/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../database/migrate.ts';
import { makeTransaction } from '../database/transaction.ts';
import { listCases, readCase, readSteps } from './case-queries.ts';
import { type Errand, errand, type ErrandCommand } from './errand.sample.ts';
import { makeCommandCase } from './run-cases.ts';
import { makeSweepDue } from './sweep-due.ts';

const log = pino({ level: 'silent' });
const noon = new Date('2026-11-27T04:00:00.000Z');
const inAnHour = '2026-11-27T05:00:00.000Z';
const tomorrow = '2026-11-28T04:00:00.000Z';
const somebody = { by: 'somebody', context: { requestId: 'request-1' } };

let database: TestDatabase;
let now = noon;
beforeAll(async () => {
  database = await testDatabase({ prefix: 'cases' });
  await migrate(
    database.url,
    [{ schema: 'chassis', folder: new URL('../../migrations/', import.meta.url) }],
    log,
  );
});
afterAll(() => database?.drop());

const ports = () => ({
  transaction: makeTransaction(database.pool),
  append: async () => undefined,
  clock: () => now,
});
const command = (
  id: string,
  given: ErrandCommand,
  options?: Parameters<ReturnType<typeof makeCommandCase>>[3],
) => makeCommandCase(errand, ports())(id, given, somebody, options);
const open = (park: string, dueAt = inAnHour) => command(newId(), { kind: 'open', park, dueAt });
const read = (id: string) => readCase<Errand>(database.pool, 'errand')(id);
const sweep = () =>
  makeSweepDue(errand, {
    ...ports(),
    pool: database.pool,
    log,
  })();

describe('a case', () => {
  it('is what its steps made it, and each says who did it when', async () => {
    const { id } = await open('software');
    await command(id, { kind: 'extend', dueAt: tomorrow });
    const done = await command(id, { kind: 'finish' });
    expect(await read(id)).toEqual(done);
    expect(done).toMatchObject({ status: 'done', park: 'software', revision: 3, dueAt: undefined });
    const steps = await readSteps(database.pool, 'errand')(id);
    expect(steps.map(({ fact, by, at, requestId }) => [fact.kind, by, at, requestId])).toEqual(
      ['opened', 'extended', 'finished'].map((kind) => [kind, 'somebody', noon, 'request-1']),
    );
  });

  it('makes no step of a command that changes nothing', async () => {
    const { id } = await open('software');
    const done = await command(id, { kind: 'finish' });
    expect(await command(id, { kind: 'finish' })).toEqual(done);
  });

  it('refuses what its decider refuses, and an edit of what has changed since', async () => {
    const { id } = await open('software');
    await command(id, { kind: 'extend', dueAt: tomorrow }, { expected: 1 });
    await expect(command(id, { kind: 'finish' }, { expected: 1 })).rejects.toMatchObject({
      code: 'request.changed-meanwhile',
      details: { revision: 2 },
    });
    await expect(command(newId(), { kind: 'finish' })).rejects.toMatchObject({ code: 'errand.unknown' });
    expect((await read(id))?.revision).toBe(2);
  });

  it('takes one of many commands at once that were made on the same revision', async () => {
    const { id } = await open('software');
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => command(id, { kind: 'extend', dueAt: tomorrow }, { expected: 1 })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('keeps its steps for good', async () => {
    const { id } = await open('software');
    await expect(
      database.pool.query('UPDATE chassis.case_step SET by = $2 WHERE id = $1', [id, 'else']),
    ).rejects.toThrow('case_step is append-only');
  });
});

it('lists cases by park, status and what is due, newest first, a page at a time', async () => {
  const park = 'listed';
  const files = [await open(park), await open(park, tomorrow), await open(park)];
  const [first, second, third] = files.map(({ id }) => id);
  await command(third ?? '', { kind: 'finish' });
  const list = async (filter: object) =>
    (await listCases<Errand>(database.pool, 'errand')({ parks: [park], limit: 10, ...filter })).map(
      ({ id }) => id,
    );
  expect(await list({})).toEqual([third, second, first]);
  expect(await list({ limit: 2, before: third })).toEqual([second, first]);
  expect(await list({ statuses: ['open'] })).toEqual([second, first]);
  expect(await list({ dueBefore: new Date(tomorrow) })).toEqual([first]);
  expect(await list({ parks: [] })).toEqual([]);
  expect(await list({ parks: '*', park: 'elsewhere' })).toEqual([]);
});

describe('a deadline', () => {
  it('is dealt with once it has passed, however many sweep at once', async () => {
    const files = await Promise.all(Array.from({ length: 120 }, () => open('due')));
    const later = await open('due', tomorrow);
    now = new Date('2026-11-27T06:00:00.000Z');
    await Promise.all([sweep(), sweep(), sweep()]);
    now = noon;
    for (const { id } of files)
      expect(await read(id)).toMatchObject({ status: 'expired', revision: 2, stuckBecause: undefined });
    expect(await read(later.id)).toEqual(later);
  });

  it('that cannot be dealt with leaves its case to a person, and the others go on', async () => {
    const [fragile, sound, endless] = [await open('fragile'), await open('due'), await open('endless')];
    now = new Date('2026-11-27T06:00:00.000Z');
    expect(await sweep()).toEqual({ handled: 1, stuck: 2 });
    expect(await sweep()).toEqual({ handled: 0, stuck: 0 });
    expect((await read(fragile.id))?.stuckBecause).toBe('broken');
    expect((await read(endless.id))?.stuckBecause).toMatch('still due');
    expect((await read(sound.id))?.status).toBe('expired');
    expect((await command(fragile.id, { kind: 'finish' })).stuckBecause).toBeUndefined();
    now = noon;
  });
});
