import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { eventually } from '@yuanqu/testing';
import { describe, expect, it } from 'vitest';
import { openExchange } from './testing/open-exchange.ts';
import { gatewayBefore, startGateway } from './testing/start-gateway.ts';

const notUsed = 'http://127.0.0.1:9';

describe('the gateway', () => {
  it('hands path, query and body on as they came, and the answer back', async () => {
    const { origin } = await gatewayBefore(async (request, answer) => {
      const { method, url, headers } = request;
      answer.writeHead(201, { 'content-type': 'application/json', 'x-of-the-service': 'yes' });
      answer.end(JSON.stringify({ method, url, type: headers['content-type'], body: await text(request) }));
    });
    const path = '/api/intake/v1/units/%E8%BD%AF%E4%BB%B6?cursor=a%2Bb&limit=2';
    const answer = await fetch(origin + path, {
      method: 'PUT',
      headers: { 'content-type': 'application/merge-patch+json' },
      body: '{"a": 1}',
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-of-the-service')).toBe('yes');
    expect(await answer.json()).toEqual({
      method: 'PUT',
      url: path,
      type: 'application/merge-patch+json',
      body: '{"a": 1}',
    });
  });

  it('tells the service who calls and by what number, whatever the caller claims', async () => {
    const { origin } = await gatewayBefore(({ headers }, answer) => {
      const {
        forwarded,
        'x-forwarded-for': address,
        'x-forwarded-proto': scheme,
        'x-request-id': id,
      } = headers;
      answer.end(JSON.stringify({ forwarded, address, scheme, id }));
    });
    const answer = await fetch(`${origin}/api/intake/v1/parks`, {
      headers: { forwarded: 'for=8.8.8.8', 'x-request-id': 'of-the-caller' },
    });
    expect(await answer.json()).toEqual({ address: '127.0.0.1', scheme: 'http', id: 'of-the-caller' });
  });

  it('takes a body that waits to be asked for (Expect: 100-continue), and a GET with a body', async () => {
    const { origin } = await gatewayBefore((request, answer) => {
      request.resume();
      answer.end(`${request.method} ${request.headers.expect ?? 'at once'}`);
    });
    const url = `${origin}/api/intake/v1/occupancy`;
    const { outgoing, answered } = openExchange(url, { expect: '100-continue', 'content-length': '2' });
    outgoing.end('{}');
    expect(await text(await answered)).toBe('POST at once');
    expect(await rawly(url, 'GET', 'content-length: 3\r\n\r\nabc')).toContain('GET at once');
  });

  it('hands on a refusal as it is, once: a 503 is for the caller to come again', async () => {
    let asked = 0;
    const { origin } = await gatewayBefore((_request, answer) => {
      asked += 1;
      answer.writeHead(503, { 'retry-after': '2', 'content-type': 'application/problem+json' });
      answer.end('{"code":"intake.overloaded"}');
    });
    const answer = await fetch(`${origin}/api/intake/v1/parks`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(await answer.json()).toEqual({ code: 'intake.overloaded' });
    expect(asked).toBe(1);
  });

  it('says which service is away, and finds it again when it is back', async () => {
    const { origin, intake } = await gatewayBefore((_request, answer) => void answer.end('here'));
    const url = `${origin}/api/intake/v1/parks`;
    expect(await (await fetch(url)).text()).toBe('here');
    await intake.kill();
    const away = await fetch(url, { method: 'POST', body: 'x'.repeat(100_000) });
    expect(away.status).toBe(503);
    expect(away.headers.get('content-type')).toMatch('application/problem+json');
    expect(away.headers.get('retry-after')).toBe('2');
    expect(await away.json()).toMatchObject({
      status: 503,
      code: 'gateway.service-away',
      detail: expect.stringContaining('intake'),
      requestId: away.headers.get('x-request-id'),
    });
    await intake.revive();
    expect(await (await fetch(url)).text()).toBe('here');
  });

  it('says that the outcome is unknown when the service breaks off before it answers', async () => {
    const { origin } = await gatewayBefore((request) => void request.once('data', () => request.destroy()));
    const answer = await fetch(`${origin}/api/intake/v1/occupancy`, {
      method: 'POST',
      headers: { 'accept-language': 'zh-CN' },
      body: '{}',
    });
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({ code: 'gateway.service-broke-off', title: '服务中断' });
  });

  it('serves the contracts of all events, in step with the committed ones', async () => {
    const origin = await startGateway({});
    const { channels, components } = (await (await fetch(`${origin}/asyncapi.json`)).json()) as AsyncApi;
    const committed = await readFile(
      new URL('../../../packages/events/contracts/asyncapi.json', import.meta.url),
      'utf8',
    );
    // Their order within a topic is the loader's.
    const expected = JSON.parse(committed) as AsyncApi;
    expect([channels, components]).toEqual([expected.channels, expected.components]);
  });

  it.each([
    ['GET', '/api/funding/v1/loans'],
    ['POST', '/somewhere'],
    ['DELETE', '/api/intake'],
  ])('says what there is when there is nothing at %s %s', async (method, path) => {
    const origin = await startGateway({ identity: { kind: 'remote', url: notUsed } });
    const answer = await fetch(origin + path, { method, ...(method === 'POST' && { body: '{}' }) });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      code: 'gateway.no-such-path',
      detail: expect.stringContaining('identity'),
    });
  });

  it.each([
    ['a path out of the service', '/api/intake/v1/%2e%2e/%2e%2e/%2e%2e/metrics'],
    ['a path that cannot be decoded', '/api/intake/v1/%zz'],
  ])('refuses %s', async (_what, path) => {
    const { origin } = await gatewayBefore((_request, answer) => void answer.end('reached'));
    const answer = await rawly(origin + path, 'GET', '\r\n');
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(answer).toContain('"code":"gateway.bad-request"');
  });

  it('answers what is not HTTP with a problem too', async () => {
    const origin = await startGateway({});
    expect(await rawly(origin, 'NOT-A-METHOD', '\r\n')).toMatch(/^HTTP\/1.1 400 .*problem\+json/s);
  });

  it('says that a service is starting until it has started', async () => {
    const services: Record<string, Parameters<typeof startGateway>[0][string]> = {
      intake: { kind: 'starting' },
    };
    const origin = await startGateway(services);
    const starting = await fetch(`${origin}/api/intake/v1/occupancy`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: '{}\n',
    });
    expect(starting.status).toBe(503);
    expect(await starting.json()).toMatchObject({ code: 'gateway.starting' });
    services['intake'] = {
      kind: 'in-process',
      handle: (_request, answer) => void answer.end('here'),
      ready: async () => undefined,
      metrics: async () => 'yuanqu_up 1',
    };
    expect(await (await fetch(`${origin}/api/intake/v1/parks`)).text()).toBe('here');
    expect(await (await fetch(`${origin}/metrics/intake`)).text()).toBe('yuanqu_up 1');
    expect((await fetch(`${origin}/metrics/nowhere`)).status).toBe(404);
  });
});

describe('the readiness of all', () => {
  it('is there when every service is ready', async () => {
    const { origin } = await gatewayBefore((_request, answer) => void answer.end('{}'));
    const answer = await fetch(`${origin}/health/ready`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'ready', services: { intake: 'ready' } });
  });

  it('says of each service that is not ready what it lacks', async () => {
    const { intake } = await gatewayBefore((_request, answer) => {
      answer.writeHead(503);
      answer.end(
        '{"checks":[{"name":"database","ok":true},{"name":"kafka","ok":false,"detail":"no broker"}]}',
      );
    });
    const origin = await startGateway({
      intake: { kind: 'remote', url: intake.url },
      identity: { kind: 'remote', url: notUsed },
      assessment: { kind: 'starting' },
      notification: {
        kind: 'in-process',
        handle: () => undefined,
        ready: () => Promise.reject(new Error('database: away')),
        metrics: async () => '',
      },
    });
    const answer = await fetch(`${origin}/health/ready`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({
      status: 'not-ready',
      services: {
        intake: 'kafka: no broker',
        identity: expect.stringMatching(/ECONNREFUSED|bad port/),
        assessment: 'starting',
        notification: 'database: away',
      },
    });
    expect((await fetch(`${origin}/health/live`)).status).toBe(200);
  });
});

/** Sends a request as it stands, which `fetch` would tidy up or refuse. */
async function rawly(url: string, method: string, rest: string): Promise<string> {
  const { hostname, port, origin } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(`${method} ${url.slice(origin.length) || '/'} HTTP/1.1\r\nhost: x\r\n${rest}`);
  let answer = '';
  socket.on('data', (chunk) => (answer += String(chunk))).on('error', () => undefined);
  await eventually(() => answer.includes('\r\n\r\n') && /(\}|at once)$/.test(answer));
  socket.destroy();
  return answer;
}

interface AsyncApi {
  readonly channels: unknown;
  readonly components: unknown;
}
