import { eventually } from '@yuanqu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markClients } from '../adapters/revoked-clients.ts';
import { type IntakeUnderTest, startIntake } from '../testing/start-intake.ts';
import { openStream, type StreamClient } from '../testing/stream-client.ts';
import { anUpdate, ndjson, parseNdjson, someUscc } from '../testing/updates.ts';

describe('POST /occupancy with NDJSON', () => {
  let intake: IntakeUnderTest;
  beforeAll(async () => {
    intake = await startIntake({
      env: { YUANQU_INTAKE_STREAM_IDLE_MS: '1500', YUANQU_INTAKE_BATCH_LINES: '100' },
    });
  });
  afterAll(() => intake?.stop());

  const open = async (claims = {}): Promise<StreamClient> =>
    openStream(intake.url('/occupancy'), await intake.bearer(claims));
  const countOf = async (table: string): Promise<number> => {
    const { rows } = await intake.database.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${table}`,
    );
    return rows[0]?.n ?? 0;
  };
  /** Updates of all units in turn, a second apart. */
  const updates = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      anUpdate(intake.park, {
        unit: intake.park.units[index % intake.park.units.length] ?? '',
        observedAt: new Date(Date.now() - 1_000 * index).toISOString(),
      }),
    );
  const sumOf = (lines: readonly Record<string, unknown>[], field: string): number =>
    lines.reduce((sum, line) => sum + ((line[field] as number | undefined) ?? 0), 0);

  it('answers a line per commit while the stream goes on, and the totals at its end', async () => {
    const stream = await open();
    await stream.send(ndjson(updates(3)));
    await eventually(() => stream.lines().at(-1)?.['through'] === 3);
    expect((await stream.head).headers['content-type']).toBe('application/x-ndjson');
    await stream.send(ndjson(updates(2)));
    await eventually(() => stream.lines().at(-1)?.['through'] === 5);
    stream.finish();
    const lines = await stream.answer;
    expect(lines.at(-1)).toMatchObject({ done: true, through: 5, rejected: 0 });
    const progress = lines.slice(0, -1);
    for (const outcome of ['accepted', 'stale'])
      expect(sumOf(progress, outcome)).toBe(lines.at(-1)?.[outcome]);
  });

  it('names each rejected line by its number in the body, blank lines counted', async () => {
    const [one, two] = updates(2);
    const body = [
      JSON.stringify(one),
      '',
      '{"updateId": "broken',
      JSON.stringify({ ...two, unit: 'nowhere' }),
      `{"updateId":"${'x'.repeat(9_000)}"}`,
      JSON.stringify({ ...two, status: 'let' }),
      JSON.stringify({ ...two, status: 'let', uscc: someUscc }),
    ].join('\n');
    const answer = await fetch(intake.url('/occupancy'), {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson; charset=utf-8', ...(await intake.bearer()) },
      body,
    });
    const lines = parseNdjson(await answer.text());
    const errors = lines.flatMap((line) => (line['errors'] as Record<string, unknown>[] | undefined) ?? []);
    expect(errors).toMatchObject([
      { line: 3, code: 'intake.bad-json' },
      { line: 4, code: 'intake.unknown-unit', updateId: two?.updateId },
      { line: 5, code: 'intake.line-too-long' },
      { line: 6, code: 'intake.let-without-enterprise', updateId: two?.updateId },
    ]);
    expect(lines.at(-1)).toMatchObject({ done: true, through: 7, rejected: 4 });
  });

  it('ends at once for an empty body', async () => {
    const stream = await open();
    stream.finish();
    expect(await stream.answer).toEqual([
      { done: true, through: 0, accepted: 0, unchanged: 0, stale: 0, rejected: 0 },
    ]);
  });

  it('takes many streams at once, every line exactly once', async () => {
    const before = await countOf('observation');
    const sent = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const stream = await open();
        for (let part = 0; part < 5; part++) await stream.send(ndjson(updates(130)));
        stream.finish();
        return (await stream.answer).at(-1);
      }),
    );
    for (const last of sent)
      expect(last).toMatchObject({ done: true, through: 650, rejected: 0, unchanged: 0 });
    expect(await countOf('observation')).toBe(before + 8 * 650);
  });

  it('settles a cut stream that is sent again without losing or doubling a line', async () => {
    const before = await countOf('observation');
    const body = ndjson(updates(1_000));
    const stream = await open();
    void stream.send(body.slice(0, Math.floor(body.length * 0.6)));
    await eventually(() => stream.lines().length > 1);
    stream.cut();
    const again = await open();
    await again.send(body);
    again.finish();
    const last = (await again.answer).at(-1);
    expect(last).toMatchObject({ done: true, through: 1_000, rejected: 0 });
    expect(last?.['unchanged']).toBeGreaterThan(0);
    expect(await countOf('observation')).toBe(before + 1_000);
  });

  it('takes nothing of a line that was cut in two', async () => {
    const before = await countOf('settled_update');
    const [one, two] = updates(2);
    const stream = await open();
    await stream.send(`${JSON.stringify(one)}\n${JSON.stringify(two)}`);
    await eventually(() => stream.lines().length === 1);
    stream.cut();
    const other = await open();
    await other.send(ndjson(updates(1)));
    other.finish();
    await other.answer;
    expect(await countOf('settled_update')).toBe(before + 2);
  });

  it('ends with the last line settled when nothing comes for too long', async () => {
    const stream = await open();
    await stream.send(`${ndjson(updates(2))}{"half`);
    expect((await stream.answer).at(-1)).toMatchObject({ error: { code: 'intake.stream-idle' }, through: 2 });
  });

  it('ends at the next commit when the token has expired', async () => {
    const stream = await open({ expiresInSeconds: 2 });
    await stream.send(ndjson(updates(1)));
    const beat = setInterval(() => void stream.send(ndjson(updates(1))), 100);
    const lines = await stream.answer;
    clearInterval(beat);
    expect(lines.at(-1)).toMatchObject({ error: { code: 'auth.token-expired', retryAfterMs: 0 } });
    expect(lines.at(-1)?.['through']).toBe(lines.at(-2)?.['through']);
  });

  it('ends at the next commit when the client was revoked, and new ones are refused until it is restored', async () => {
    const stream = await open();
    await stream.send(ndjson(updates(1)));
    await eventually(() => stream.lines().length === 1);
    const { pool } = intake.database;
    await markClients(pool, [{ clientId: intake.park.operator, revokedAt: new Date() }]);
    await stream.send(ndjson(updates(1)));
    const last = (await stream.answer).at(-1);
    expect(last).toMatchObject({ error: { code: 'intake.client-revoked' }, through: 1 });
    expect(last?.['error']).not.toHaveProperty('retryAfterMs');
    const refused = await open();
    await refused.send(ndjson(updates(1)));
    expect((await refused.head).status).toBe(403);
    await markClients(pool, [{ clientId: intake.park.operator, revokedAt: undefined }]);
    const restored = await open();
    await restored.send(ndjson(updates(1)));
    restored.finish();
    expect((await restored.answer).at(-1)).toMatchObject({ done: true });
  });
});
