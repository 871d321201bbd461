import { eventually } from '@yuanqu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DatabaseProxy, proxyDatabase } from '../testing/database-proxy.ts';
import { type IntakeUnderTest, startIntake } from '../testing/start-intake.ts';
import { openStream } from '../testing/stream-client.ts';
import { anUpdate, ndjson, type SentUpdate } from '../testing/updates.ts';

describe('occupancy while the database is away', () => {
  let intake: IntakeUnderTest;
  let proxy: DatabaseProxy;
  beforeAll(async () => {
    intake = await startIntake({
      reach: async (url) => {
        proxy = await proxyDatabase(url);
        return proxy.url;
      },
    });
  });
  afterAll(async () => {
    await intake?.stop();
    await proxy?.stop();
  });

  const post = async (update: SentUpdate) => {
    const answer = await fetch(intake.url('/occupancy'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await intake.bearer()) },
      body: JSON.stringify(update),
    });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as object };
  };
  const stream = async () => openStream(intake.url('/occupancy'), await intake.bearer());

  it('answers 503 with Retry-After, ends running streams with the last line settled, and goes on when it is back', async () => {
    const running = await stream();
    await running.send(ndjson([anUpdate(intake.park)]));
    await running.head;
    await proxy.goAway();

    const refused = await post(anUpdate(intake.park));
    expect(refused).toMatchObject({ status: 503, body: { code: 'service.database-unavailable' } });
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    await running.send(ndjson([anUpdate(intake.park)]));
    expect((await running.answer).at(-1)).toMatchObject({
      error: { code: 'service.database-unavailable', retryAfterMs: expect.any(Number) },
      through: 1,
    });
    const late = await stream();
    await late.send(ndjson([anUpdate(intake.park)]));
    expect(await late.head).toMatchObject({ status: 503, headers: { 'retry-after': expect.any(String) } });

    await proxy.comeBack();
    await eventually(async () => (await post(anUpdate(intake.park))).status === 200);
  });

  it('says so when a connection is cut during COMMIT, and sending again settles it', async () => {
    const update = anUpdate(intake.park);
    proxy.cutNextCommitAfter('INSERT INTO observation');
    const unknown = await post(update);
    expect(unknown).toMatchObject({ status: 503, body: { code: 'intake.outcome-unknown' } });
    expect(unknown.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await post(update)).body).toMatchObject({ unchanged: 1 });

    const running = await stream();
    await running.send(ndjson([anUpdate(intake.park)]));
    await running.head;
    proxy.cutNextCommitAfter('INSERT INTO observation');
    const second = anUpdate(intake.park);
    await running.send(ndjson([second]));
    expect((await running.answer).at(-1)).toMatchObject({
      error: { code: 'intake.outcome-unknown', retryAfterMs: expect.any(Number) },
      through: 1,
    });
    expect((await post(second)).body).toMatchObject({ unchanged: 1 });
  });
});
