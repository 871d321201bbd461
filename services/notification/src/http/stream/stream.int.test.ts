import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { eventually } from '@yuanqu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAccount, aShortfall, aTask } from '../../testing/events.ts';
import { readSse } from '../../testing/sse-client.ts';
import { runningNotification, type RunningNotification } from '../../testing/running-notification.ts';

let running: RunningNotification;
beforeAll(async () => {
  running = await runningNotification();
});
afterAll(() => running?.stop());

/** Somebody with an account and nothing in their inbox yet. */
async function somebody(role: 'task-force' | 'park-operator' = 'task-force', park = randomUUID()) {
  const subject = randomUUID();
  await running.publish(anAccount(subject, { roles: [role], parks: [park] }));
  await running.settled();
  return { claims: { subject, roles: [role], parks: [park] }, park };
}

describe('the stream', () => {
  it('brings a message as it comes, as the inbox shows it', async () => {
    const { claims, park } = await somebody();
    const client = readSse(await running.stream(claims));
    expect(await client.next('hello')).toMatchObject({ id: '0', data: { counts: { total: 0 } } });
    await running.publish(aShortfall({ park }));
    const message = await client.next('message');
    const { body } = await running.call(claims, 'GET', '/inbox');
    expect(body.items).toEqual([message.data]);
    expect(message.id).toBe(message.data['id']);
    client.close();
  });

  it('goes on after the last id, without loss or doubling, wherever it is cut', async () => {
    const { claims, park } = await somebody('park-operator');
    const received: (string | undefined)[] = [];
    let lastId = '0';
    for (let cut = 0; cut < 6; cut++) {
      await running.publish(...Array.from({ length: 70 }, () => aTask(park)));
      const client = readSse(await running.stream(claims, { 'last-event-id': lastId }));
      const published = 70 * (cut + 1);
      const wanted = cut === 5 ? published : Math.min(published, received.length + 1 + cut * 20);
      await eventually(() => received.length + client.messageIds().length >= wanted, { withinMs: 15_000 });
      client.close();
      received.push(...client.messageIds());
      lastId = received.at(-1) ?? '0';
    }
    const { rows } = await running.pool.query<{ number: string }>(
      'SELECT number FROM message WHERE official_id = $1 ORDER BY number',
      [claims.subject],
    );
    expect(rows).toHaveLength(420);
    expect(received).toEqual(rows.map(({ number }) => number));
  });

  it('begins with what comes when no id is given, or one from beyond the end', async () => {
    const { claims, park } = await somebody();
    await running.publish(aShortfall({ park }));
    await running.settled();
    for (const headers of [{}, { 'last-event-id': '999999999999' }]) {
      const client = readSse(await running.stream(claims, headers));
      expect((await client.next('hello')).data).toEqual({
        counts: { total: 1, unread: 1, unacknowledged: 1, toAcknowledge: 1 },
      });
      await running.publish(aShortfall({ park }));
      await client.next('message');
      expect(client.messageIds()).toHaveLength(1);
      client.close();
      await running.pool.query(
        'DELETE FROM message WHERE official_id = $1 AND number > (SELECT min(number) FROM message WHERE official_id = $1)',
        [claims.subject],
      );
    }
  });

  it('ends with its token, and with its account', async () => {
    const { claims } = await somebody();
    const expiring = readSse(await running.stream({ ...claims, expiresInSeconds: 1 }));
    expect((await expiring.next('end')).data).toEqual({ reason: 'token-expired' });
    await expiring.ended;
    const leaving = readSse(await running.stream(claims));
    await leaving.next('hello');
    await running.publish(anAccount(claims.subject, { active: false }, { revision: 2 }));
    expect((await leaving.next('end')).data).toEqual({ reason: 'account-inactive' });
  });

  it('gives a client that does not read a summary, and holds nobody else', async () => {
    const { claims, park } = await somebody('park-operator');
    const slow = await silentClient(running, claims);
    const quick = readSse(await running.stream(claims));
    await quick.next('hello');
    // 20 MB: far more than the buffers of a socket hold.
    const messages = 5_000;
    const about = 'x'.repeat(2_000);
    for (let batch = 0; batch < messages / 500; batch++)
      await running.publish(...Array.from({ length: 500 }, () => aTask(park, about)));
    await eventually(() => quick.messageIds().length === messages, { withinMs: 50_000 });
    quick.close();
    const events = await slow.readOn();
    const summary = events.find(({ event }) => event === 'summary');
    const before = events.filter(({ event }) => event === 'message').length;
    expect(summary?.data).toMatchObject({ missed: messages - before, latest: { id: summary?.id } });
    expect(before).toBeLessThan(messages);
    slow.close();
  });

  it('refuses what is no id, and more streams than a person needs', async () => {
    const { claims } = await somebody();
    const refused = await running.stream(claims, { 'last-event-id': 'abc' });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ code: 'notification.invalid-last-event-id' });
    const clients = await Promise.all(
      Array.from({ length: 10 }, async () => readSse(await running.stream(claims))),
    );
    const eleventh = await running.stream(claims);
    expect([eleventh.status, eleventh.headers.get('retry-after')]).toEqual([429, '5']);
    for (const client of clients) client.close();
    await eventually(async () => {
      const again = await running.stream(claims);
      await again.body?.cancel();
      return again.status === 200;
    });
  });
});

/** A client that does not read what it is sent until it is told to. */
async function silentClient(
  { service, bearer }: RunningNotification,
  claims: Parameters<RunningNotification['bearer']>[0],
) {
  const request = get(`${service.address}/api/notification/v1/stream`, { headers: await bearer(claims) });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return {
    readOn: async () => {
      const client = readSse(new Response(Readable.toWeb(response) as ReadableStream));
      await client.next('summary');
      return client.events;
    },
    close: () => request.destroy(),
  };
}
