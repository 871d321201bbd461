import { AppError } from '@yuanqu/domain';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../http/app.ts';
import type { Chassis } from '../lifecycle/chassis.ts';
import { makeIdempotency } from './idempotency.ts';
import { sampleService, type SampleService } from '../lifecycle/sample-service.ts';

let sample: SampleService;
let headers: Record<string, string>;

const routes =
  ({ transaction, pool }: Chassis) =>
  (app: App) => {
    const schema = { body: Type.Object({ name: Type.String() }) };
    const config = { access: 'signed-in' } as const;
    app.post('/things', { schema, config }, async ({ body }, reply) => {
      const id = await transaction(async (tx) => {
        const { rows } = await tx.query<{ id: number }>('INSERT INTO thing (name) VALUES ($1) RETURNING id', [
          body.name,
        ]);
        return rows[0]?.id;
      });
      return reply.code(201).header('location', `/things/${id}`).send({ id });
    });
    app.post('/refusing', { schema, config }, async ({ body }) => {
      await pool.query('INSERT INTO thing (name) VALUES ($1)', [body.name]);
      throw new AppError('sample.refused', 'conflict', 'No.');
    });
    app.post('/failing-once', { schema, config }, async ({ body }) => {
      const { rows } = await pool.query(
        'INSERT INTO thing (name) VALUES ($1) RETURNING (SELECT count(*) FROM thing WHERE name = $1) AS before',
        [body.name],
      );
      if (rows[0]?.before === '0') throw new AppError('sample.busy', 'unavailable', 'Later.');
      return { done: true };
    });
    app.post('/secrets', { schema, config }, async ({ body }, reply) => {
      await transaction((tx) => tx.query('INSERT INTO thing (name) VALUES ($1)', [body.name]));
      return reply.header('cache-control', 'no-store').send({ secret: 'shown once' });
    });
    app.post('/losing-the-answer', { schema, config }, async ({ body }) => {
      await transaction((tx) => tx.query('INSERT INTO thing (name) VALUES ($1)', [body.name]));
      throw new Error('after the commit');
    });
  };

beforeAll(async () => {
  sample = await sampleService(async (chassis) => {
    await chassis.pool.query('CREATE TABLE thing (id int GENERATED ALWAYS AS IDENTITY, name text)');
    return { routes: [routes(chassis)] };
  });
  headers = { ...(await sample.issuer.bearer({ subject: 'li' })), 'content-type': 'application/json' };
});
afterAll(() => sample?.stop());

const post = async (path: string, key: string, name: string, more: Record<string, string> = {}) => {
  const init = {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': key, ...more },
    body: JSON.stringify({ name }),
  };
  const answer = await fetch(`${sample.service.address}/api/sample/v1${path}`, init);
  const { headers: got, status } = answer;
  return {
    status,
    body: (await answer.json()) as Record<string, unknown>,
    location: got.get('location'),
    replayed: got.get('idempotency-replayed'),
  };
};
const countOf = async (name: string) =>
  Number(
    (
      await sample.database.pool.query<{ count: string }>('SELECT count(*) FROM thing WHERE name = $1', [
        name,
      ])
    ).rows[0]?.count,
  );
const forgetLease = () =>
  sample.database.pool.query("UPDATE chassis.idempotency SET leased_until = now() - interval '1 second'");

describe('an Idempotency-Key', () => {
  it('sent fifty times at once has one effect and one answer', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => post('/things', 'fifty', 'fifty')));
    expect(await countOf('fifty')).toBe(1);
    const distinct = new Set(
      answers.map(({ status, body, location }) => JSON.stringify({ status, body, location })),
    );
    expect([...distinct]).toHaveLength(1);
    expect(answers[0]).toMatchObject({ status: 201, location: expect.stringMatching(/^\/things\/\d+$/) });
    expect(answers.filter(({ replayed }) => replayed === 'true')).toHaveLength(49);
  });

  it('under which another body comes is refused', async () => {
    await post('/things', 'other-body', 'one');
    expect(await post('/things', 'other-body', 'two')).toMatchObject({
      status: 422,
      body: { code: 'idempotency.key-reused' },
    });
    expect(await countOf('two')).toBe(0);
  });

  it('belongs to its caller and its route', async () => {
    await post('/things', 'mine', 'mine');
    const other = await sample.issuer.bearer({ subject: 'wang' });
    expect(await post('/things', 'mine', 'yours', other)).toMatchObject({ status: 201, replayed: null });
    expect(await post('/refusing', 'mine', 'elsewhere')).toMatchObject({ status: 409, replayed: null });
  });

  it('keeps a refusal as it keeps a success', async () => {
    await post('/refusing', 'refused', 'refused');
    expect(await post('/refusing', 'refused', 'refused')).toMatchObject({
      status: 409,
      body: { code: 'sample.refused' },
      replayed: 'true',
    });
    expect(await countOf('refused')).toBe(1);
  });

  it('may be sent again after a failure without effect', async () => {
    expect(await post('/failing-once', 'again', 'again')).toMatchObject({ status: 503 });
    expect(await post('/failing-once', 'again', 'again')).toMatchObject({ status: 200, replayed: null });
  });

  it('has no second effect when the answer of the first was lost', async () => {
    expect(await post('/losing-the-answer', 'lost', 'lost')).toMatchObject({ status: 500 });
    expect(await post('/losing-the-answer', 'lost', 'lost')).toMatchObject({
      status: 409,
      body: { code: 'idempotency.answer-lost' },
    });
    expect(await countOf('lost')).toBe(1);
  });

  it('never keeps an answer that no cache may store', async () => {
    expect(await post('/secrets', 'secret', 'secret')).toMatchObject({
      status: 200,
      body: { secret: 'shown once' },
    });
    expect(await post('/secrets', 'secret', 'secret')).toMatchObject({
      status: 409,
      body: { code: 'idempotency.answer-lost' },
    });
    const { rows } = await sample.database.pool.query(
      "SELECT body FROM chassis.idempotency WHERE key = 'secret'",
    );
    expect(rows).toEqual([{ body: null }]);
  });

  it('whose request died before its effect is taken over after the lease', async () => {
    const first = await post('/things', 'died', 'died');
    // as after a kill between claim and effect
    await sample.database.pool.query(
      "UPDATE chassis.idempotency SET state = 'claimed', status = NULL, body = NULL WHERE key = 'died'",
    );
    await forgetLease();
    expect([first.status, (await post('/things', 'died', 'died')).status]).toEqual([201, 201]);
    expect(await countOf('died')).toBe(2);
  });

  it('whose lease ran out while its request was still at work has no second effect', async () => {
    const { pool } = sample.database;
    const [here, elsewhere] = [makeIdempotency(pool), makeIdempotency(pool)];
    const request = { scope: 'li POST /slow', key: 'slow', fingerprint: Buffer.from('same') };
    const slow = await here.begin(request);
    await forgetLease();
    const successor = await elsewhere.begin(request);
    if (!('handle' in slow && 'handle' in successor)) throw new Error('both were to be handled');
    await expect(slow.handle.effective(pool)).rejects.toMatchObject({ code: 'idempotency.in-progress' });
    await expect(successor.handle.effective(pool)).resolves.toBeUndefined();
  });

  it('is forgotten after a day', async () => {
    await post('/things', 'old', 'old');
    await sample.database.pool.query(
      "UPDATE chassis.idempotency SET created_at = now() - interval '25 hours' WHERE key = 'old'",
    );
    expect(await post('/things', 'old', 'new')).toMatchObject({ status: 201, replayed: null });
  });

  it.each(['', 'x'.repeat(129), 'with space'])('of a wrong shape is refused: "%s"', async (key) => {
    expect(await post('/things', key, 'shape')).toMatchObject({
      status: 400,
      body: { code: 'idempotency.invalid-key' },
    });
  });
});
