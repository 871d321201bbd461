import { once } from 'node:events';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { eventually } from '@yuanqu/testing';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeGateway } from './gateway.ts';
import { openExchange } from './testing/open-exchange.ts';
import { gatewayBefore } from './testing/start-gateway.ts';
import { startUpstream } from './testing/start-upstream.ts';

const ndjson = { 'content-type': 'application/x-ndjson' };

describe('a stream through the gateway', () => {
  it('brings answers down while the body is still going up, line for line', async () => {
    const { origin } = await gatewayBefore((body, answer) => {
      answer.writeHead(200, ndjson);
      body.on('data', (chunk: Buffer) => answer.write(`settled ${chunk.toString()}`));
      body.on('end', () => answer.end('done\n'));
    });
    const { outgoing, nextLine } = openExchange(`${origin}/api/intake/v1/occupancy`, ndjson);
    for (const line of ['1', '2', '3']) {
      outgoing.write(`${line}\n`);
      expect(await nextLine()).toBe(`settled ${line}`);
    }
    outgoing.end();
    expect(await nextLine()).toBe('done');
    expect(await nextLine()).toBeUndefined();
  });

  it('holds a sender back that is faster than the service', async () => {
    let received = 0;
    const begin = Promise.withResolvers<void>();
    const { origin } = await gatewayBefore(async (body, answer) => {
      await begin.promise;
      for await (const chunk of body) received += (chunk as Buffer).length;
      answer.end('done');
    });
    const { outgoing, nextLine } = openExchange(`${origin}/api/intake/v1/occupancy`, ndjson);
    const megabyte = Buffer.alloc(1 << 20, 'x');
    const blocks = 64;
    let passed = 0;
    const send = (): void => {
      passed += 1;
      if (passed < blocks) outgoing.write(megabyte, send);
      else outgoing.end();
    };
    outgoing.write(megabyte, send);
    // What the kernel's buffers on both connections take, and no more.
    let before = 0;
    const stalledAt = await eventually(
      () => {
        const stalled = passed > 0 && passed === before;
        before = passed;
        return stalled && passed;
      },
      { everyMs: 500 },
    );
    expect(stalledAt).toBeLessThan(blocks * 0.75);
    begin.resolve();
    expect(await nextLine()).toBe('done');
    expect(received).toBe(blocks << 20);
  });

  it('opens a live stream before its first event, and brings each event at once', async () => {
    let live: ServerResponse | undefined;
    const { origin } = await gatewayBefore((_request, answer) => {
      answer.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' }).flushHeaders();
      live = answer;
    });
    const answer = await get(`${origin}/api/intake/v1/stream`);
    expect(answer.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    for (const event of ['id: 1\ndata: first\n\n', 'id: 2\ndata: second\n\n']) {
      live?.write(event);
      const [chunk] = (await once(answer, 'data')) as [Buffer];
      expect(String(chunk)).toBe(event);
    }
    answer.destroy();
  });

  it('ends at the service when the listener goes away', async () => {
    let closed = false;
    const { origin } = await gatewayBefore((_request, answer) => {
      answer.on('close', () => (closed = true));
      answer.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    });
    const answer = await get(`${origin}/api/intake/v1/stream`);
    answer.destroy();
    expect(await eventually(() => closed)).toBe(true);
  });

  it('is cut off at the service when the sender breaks off, not ended', async () => {
    let end: string | undefined;
    const { origin } = await gatewayBefore((body) => {
      body.resume();
      body.on('end', () => (end = 'complete')).on('error', () => (end = 'cut'));
    });
    const { outgoing } = openExchange(`${origin}/api/intake/v1/occupancy`, ndjson);
    outgoing.write('a line\n', () => outgoing.destroy());
    expect(await eventually(() => end)).toBe('cut');
  });

  it('brings the whole last word of a service that ends the answer while the body goes on', async () => {
    const lastWord = `${JSON.stringify({ error: { code: 'intake.overloaded' }, through: 7 })}\n`;
    const { origin } = await gatewayBefore((body, answer) => {
      answer.writeHead(200, ndjson);
      body.once('data', () => answer.end('x'.repeat(200_000) + lastWord));
    });
    const { outgoing, answered } = openExchange(`${origin}/api/intake/v1/occupancy`, ndjson);
    const sending = setInterval(() => outgoing.write('a line\n'.repeat(5_000)), 1);
    const answer = await answered;
    expect((await textOf(answer)).endsWith(lastWord)).toBe(true);
    clearInterval(sending);
    outgoing.destroy();
  });

  it('is left five seconds when the gateway stops, and then cut off', async () => {
    const intake = await startUpstream(
      (_request, answer) => void answer.writeHead(200, ndjson).write('one line\n'),
    );
    onTestFinished(intake.kill);
    const gateway = makeGateway({
      services: { intake: { kind: 'remote', url: intake.url } },
      log: pino({ level: 'silent' }),
    });
    const origin = await gateway.listen({ host: '127.0.0.1', port: 0 });
    const { outgoing, nextLine } = openExchange(`${origin}/api/intake/v1/stream`);
    outgoing.end();
    expect(await nextLine()).toBe('one line');
    const began = performance.now();
    const [ending] = await Promise.allSettled([nextLine(), gateway.close()]);
    expect(ending).toMatchObject({ status: 'rejected', reason: { message: 'aborted' } });
    expect(performance.now() - began).toBeGreaterThan(4_500);
    expect(performance.now() - began).toBeLessThan(9_000);
  });

  it('ends as a failure, not as a complete answer, when the service is killed in the middle', async () => {
    const { origin, intake } = await gatewayBefore((_request, answer) => {
      answer.writeHead(200, ndjson).write('one line\n');
    });
    const { outgoing, nextLine } = openExchange(`${origin}/api/intake/v1/occupancy`, ndjson);
    outgoing.write('a line\n');
    expect(await nextLine()).toBe('one line');
    await intake.kill();
    await expect(nextLine()).rejects.toThrow('aborted');
  });
});

async function get(url: string): Promise<IncomingMessage> {
  const outgoing = request(url, { agent: false });
  outgoing.on('error', () => undefined);
  outgoing.end();
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  answer.on('error', () => undefined);
  return answer;
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
