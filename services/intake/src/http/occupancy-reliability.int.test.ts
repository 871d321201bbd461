import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isNewer } from '../domain/observation.ts';
import { type IntakeUnderTest, startIntake } from '../testing/start-intake.ts';
import { registerTestPark, type TestPark } from '../testing/test-park.ts';
import { openStream } from '../testing/stream-client.ts';
import { anUpdate, ndjson, type SentUpdate } from '../testing/updates.ts';

describe('occupancy under adverse conditions', () => {
  let intake: IntakeUnderTest;
  let park: TestPark;
  let parks = 0;
  beforeAll(async () => {
    intake = await startIntake({ env: { YUANQU_INTAKE_BATCH_LINES: '200' } });
  });
  beforeEach(async () => {
    park = await registerTestPark(intake.database.pool, { code: `park-${++parks}`, units: 40 });
  });
  afterAll(() => intake?.stop());

  const statuses = ['vacant', 'reserved', 'under-works', 'withdrawn'];
  /** Updates of all units with few distinct instants, so that many tie. */
  const updates = (count: number): readonly SentUpdate[] =>
    Array.from({ length: count }, (_, index) =>
      anUpdate(park, {
        unit: park.units[(index * 7) % park.units.length] ?? '',
        status: statuses[index % statuses.length] ?? 'vacant',
        observedAt: new Date(Date.UTC(2026, 8, 1) + (index % 97) * 60_000).toISOString(),
      }),
    );

  const bearer = () => intake.bearer({ subject: park.operator, operator: park.operator, parks: [park.code] });

  /** Sends everything, again from the last line settled as often as the stream breaks off; answers the last line. */
  async function sendAll(sent: readonly SentUpdate[], url = intake.url('/occupancy')) {
    let settled = 0;
    for (let attempt = 0; attempt < 200; attempt++) {
      const stream = openStream(url, await bearer());
      void stream.send(ndjson(sent.slice(settled))).then(stream.finish);
      const lines = await stream.answer.catch(() => stream.lines());
      const last = lines.at(-1) ?? {};
      if (last['done'] === true) return { last, attempts: attempt + 1 };
      settled += lines.findLast((line) => typeof line['through'] === 'number')?.['through'] as number;
      await delay(20);
    }
    throw new Error('did not get through');
  }

  /** Holds the tables against the updates that were sent: each once in history, ids and events, and the newest shown. */
  async function expectSettledOnce(sent: readonly SentUpdate[]): Promise<void> {
    const { pool } = intake.database;
    const ids = sent.map(({ updateId }) => updateId);
    const counts = await pool.query(
      `SELECT (SELECT count(*)::int FROM observation WHERE update_id = ANY ($1)) AS history,
              (SELECT count(*)::int FROM settled_update WHERE update_id = ANY ($1)) AS ids,
              (SELECT count(*)::int FROM messaging.outbox WHERE body::json->'data'->>'updateId' = ANY ($1)) AS events`,
      [ids],
    );
    expect(counts.rows[0]).toEqual({ history: sent.length, ids: sent.length, events: sent.length });
    const wrong = await pool.query(
      `SELECT u.code FROM unit u
       JOIN LATERAL (SELECT * FROM observation WHERE unit = u.id ORDER BY observed_at DESC, update_id DESC LIMIT 1) o ON true
       WHERE (u.status, u.observed_at, u.update_id) IS DISTINCT FROM (o.status, o.observed_at, o.update_id)
          OR u.revision <> 1 + (SELECT count(*) FROM observation WHERE unit = u.id)`,
    );
    expect(wrong.rows).toEqual([]);
  }

  const shownUnits = async () => {
    const { rows } = await intake.database.pool.query<{ code: string; status: string; update_id: string }>(
      'SELECT code, status, update_id FROM unit WHERE park = $1',
      [park.code],
    );
    return rows;
  };

  it('settles hundreds of requests for one unit at once', async () => {
    const headers = { 'content-type': 'application/json', ...(await bearer()) };
    const [unit = ''] = park.units;
    const sent = updates(300).map((update) => Object.assign(update, { unit }));
    const answers = await Promise.all(
      sent.map(async (update) => {
        const answer = await fetch(intake.url('/occupancy'), {
          method: 'POST',
          headers,
          body: JSON.stringify(update),
        });
        return (await answer.json()) as { accepted: number; stale: number };
      }),
    );
    expect(answers.reduce((sum, { accepted, stale }) => sum + accepted + stale, 0)).toBe(300);
    await expectSettledOnce(sent);
  });

  it('ends in the same state when 6,000 updates come shuffled and tripled over four streams', async () => {
    const sent = updates(6_000);
    const copies = Array.from({ length: 4 }, (_, index) =>
      [...sent, ...sent, ...sent].filter((__, at) => at % 4 === index).sort(() => Math.random() - 0.5),
    );
    const lasts = await Promise.all(copies.map((copy) => sendAll(copy)));
    const total = (field: string) =>
      lasts.reduce((sum, { last }) => sum + ((last as never)[field] as number), 0);
    expect([total('accepted') + total('stale'), total('unchanged'), total('rejected')]).toEqual([
      6_000, 12_000, 0,
    ]);
    await expectSettledOnce(sent);
    const asOrder = ({ observedAt, updateId }: SentUpdate) => ({
      observedAtMs: Date.parse(observedAt),
      updateId,
      operator: park.operator,
    });
    const expected = [...Map.groupBy(sent, ({ unit }) => unit)].map(([code, ofUnit]) => {
      const { status, updateId } = ofUnit.reduce((one, other) =>
        isNewer(asOrder(other), asOrder(one)) ? other : one,
      );
      return { code, status, update_id: updateId };
    });
    expect((await shownUnits()).sort(byCode)).toEqual(expected.sort(byCode));
  });

  it('takes each update once when two instances get the same ones at the same time', async () => {
    const other = await intake.another();
    const sent = updates(2_000);
    const reversed = sent.toReversed();
    const done = await Promise.all([
      sendAll(sent),
      sendAll(sent, other('/occupancy')),
      sendAll(reversed),
      sendAll(reversed, other('/occupancy')),
    ]);
    expect(done.map(({ last }) => last['rejected'])).toEqual([0, 0, 0, 0]);
    await expectSettledOnce(sent);
  });

  it('loses and doubles nothing while database connections are cut, and streams go on from the last line settled', async () => {
    const sent = updates(4_000);
    const parts = Array.from({ length: 4 }, (_, index) => sent.filter((__, at) => at % 4 === index));
    let going = true;
    let cuts = 0;
    const cutter = (async () => {
      while (going) {
        await delay(40);
        const { rowCount } = await intake.database.pool.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND application_name = 'yuanqu-intake' AND state <> 'idle' AND pid <> pg_backend_pid()`,
        );
        cuts += rowCount ?? 0;
        if (cuts > 60) going = false;
      }
    })();
    const done = await Promise.all(parts.map((part) => sendAll(part)));
    going = false;
    await cutter;
    expect(cuts).toBeGreaterThan(0);
    expect(done.map(({ last }) => last['rejected'])).toEqual([0, 0, 0, 0]);
    await expectSettledOnce(sent);
  });
});

const byCode = (one: { readonly code: string }, other: { readonly code: string }): number =>
  one.code < other.code ? -1 : 1;
