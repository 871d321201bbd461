import { newEvent, occupancyRecovered } from '@yuanqu/events';
import { defineConsumer } from '@yuanqu/messaging';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../auth/roles.ts';
import { sampleService, type SampleService } from '../lifecycle/sample-service.ts';

const patience = { timeout: 20_000, interval: 50 };
let sample: SampleService;
let broken: boolean;
let handled: string[];

beforeEach(async () => {
  broken = true;
  handled = [];
  const consumer = defineConsumer({
    group: 'sample.figures.v1',
    events: [occupancyRecovered],
    handle: async (_tx, events) => {
      if (broken && events.some(({ data }) => data.park === 'software'))
        throw new Error('a bug in the handler');
      handled.push(...events.map(({ data, revision }) => `${data.park} ${revision}`));
    },
  });
  sample = await sampleService(() => ({ consumers: [consumer] }), { events: [occupancyRecovered] });
});
afterEach(() => sample?.stop());

const publish = (park: string, revision: number) =>
  sample.chassis.transaction((tx) => {
    const at = new Date().toISOString();
    const data = {
      park,
      name: '泉州软件园',
      rate: 0.7182,
      target: 0.7,
      letM2: 7182,
      lettableM2: 10_000,
      at,
    };
    return sample.chassis.outbox.append(tx, [
      newEvent(occupancyRecovered, { subject: park, revision, time: new Date(), data }),
    ]);
  });

const call = async (
  role: Role,
  method: string,
  path: string,
  { body, parks = '*' }: { body?: object; parks?: '*' | string[] } = {},
) => {
  const headers = {
    ...(await sample.issuer.bearer({ subject: 'li', roles: [role], parks })),
    ...(body && { 'content-type': 'application/json' }),
  };
  const answer = await fetch(`${sample.service.address}/api/sample/v1/ops${path}`, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  return {
    status: answer.status,
    body: (await answer.json()) as { items?: { id: string; key: string; error: string }[] } & Record<
      string,
      unknown
    >,
  };
};
const parked = async () => (await call('auditor', 'GET', '/dead-letters?state=parked')).body.items ?? [];

describe('dead letters', () => {
  it('are seen with their reason, while events of other keys flow', async () => {
    await publish('software', 1);
    await publish('other', 1);
    await expect.poll(() => handled, patience).toEqual(['other 1']);
    expect(await parked()).toMatchObject([
      {
        key: 'software',
        error: expect.stringContaining('a bug in the handler'),
        state: 'parked',
        event: { data: { park: 'software' } },
      },
    ]);
  });

  it('are replayed in order once the cause is gone', async () => {
    await publish('software', 1);
    await publish('software', 2);
    await expect.poll(async () => (await parked()).length, patience).toBe(2);
    broken = false;
    const head = (await parked()).at(-1)?.id ?? '';
    expect(await call('administrator', 'POST', `/dead-letters/${head}/replay`)).toMatchObject({
      status: 200,
      body: { replayed: 2, remaining: 0 },
    });
    expect(handled).toEqual(['software 1', 'software 2']);
    expect(await parked()).toEqual([]);
  });

  it('are given up with a reason, the head first', async () => {
    await publish('software', 1);
    await publish('software', 2);
    await expect.poll(async () => (await parked()).length, patience).toBe(2);
    const [second, head] = await parked();
    const body = { reason: 'entered by mistake' };
    expect(
      await call('administrator', 'POST', `/dead-letters/${second?.id}/discard`, { body }),
    ).toMatchObject({ status: 409, body: { code: 'messaging.not-the-head' } });
    expect(
      await call('administrator', 'POST', `/dead-letters/${head?.id}/discard`, { body: { reason: '' } }),
    ).toMatchObject({ status: 400 });
    expect(await call('administrator', 'POST', `/dead-letters/${head?.id}/discard`, { body })).toMatchObject({
      status: 200,
      body: { remaining: 1 },
    });
  });

  it('are settled by administrators, read by auditors, and seen by operators of their own parks alone', async () => {
    await publish('software', 1);
    await expect.poll(async () => (await parked()).length, patience).toBe(1);
    const id = (await parked())[0]?.id ?? '';
    expect((await call('auditor', 'POST', `/dead-letters/${id}/replay`)).status).toBe(403);
    expect((await call('finance-officer', 'GET', '/dead-letters')).status).toBe(403);
    expect(
      (await call('park-operator', 'GET', '/dead-letters', { parks: ['software'] })).body.items,
    ).toHaveLength(1);
    expect((await call('park-operator', 'GET', '/dead-letters', { parks: ['other'] })).body.items).toEqual(
      [],
    );
  });

  it('that nobody has are not found', async () => {
    const unknown = '00000000-0000-7000-8000-000000000000';
    expect(await call('administrator', 'POST', `/dead-letters/${unknown}/replay`)).toMatchObject({
      status: 404,
    });
    expect(await call('administrator', 'POST', '/dead-letters/seven/replay')).toMatchObject({ status: 400 });
  });
});

describe('lag', () => {
  it('tells how far each consumer is, and is among the metrics', async () => {
    await publish('other', 1);
    await expect
      .poll(async () => (await call('auditor', 'GET', '/lag')).body, patience)
      .toMatchObject({
        items: [{ group: 'sample.figures.v1', lag: 0, parked: 0, healthy: true, held: [] }],
      });
    const metrics = await (await fetch(`${sample.service.address}/metrics`)).text();
    expect(metrics).toMatch(/yuanqu_consumer_lag_events\{[^}]*sample\.figures\.v1[^}]*\} 0/);
    expect(metrics).toContain('process_resident_memory_bytes');
    expect(metrics).toMatch(
      /yuanqu_http_request_duration_seconds_count\{service="sample",[^}]*route="\/api\/sample\/v1\/ops\/lag"/,
    );
  });
});
