import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleApp, type SampleApp } from './sample-app.ts';

let sample: SampleApp;

beforeAll(async () => {
  sample = await sampleApp((app) => {
    const config = { access: 'public', rateLimit: false } as const;
    const Thing = Type.Object(
      { count: Type.Integer({ minimum: 0 }), note: Type.Optional(Type.String()) },
      { additionalProperties: false },
    );
    app.post('/things', { schema: { body: Thing, response: { 200: Thing } }, config }, ({ body }) => body);
    app.post('/anything', { config }, ({ body }) => ({ body }));
    app.get('/things/:id', { config }, ({ params }) => params);
  });
});
afterAll(() => sample.app.close());

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  sample.send(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

describe('a body', () => {
  it('is taken as it is when it fits', async () => {
    expect(await post('/things', '{"count":1,"note":"园区"}')).toMatchObject({
      status: 200,
      body: { count: 1, note: '园区' },
    });
  });

  it('may not be compressed', async () => {
    const answer = await post('/things', '{"count":1}', { 'content-encoding': 'gzip' });
    expect([answer.status, answer.body['code']]).toEqual([415, 'request.unsupported-encoding']);
  });

  it.each([
    ['is not coerced', '{"count":"1"}', 400, 'request.invalid'],
    ['is not stripped of unknown fields', '{"count":1,"extra":true}', 400, 'request.invalid'],
    ['may not be null', 'null', 400, 'request.invalid'],
    ['may not hold a number beyond all bounds', '{"count":1e999}', 400, 'request.invalid'],
    ['may not hold a negative count', '{"count":-1}', 400, 'request.invalid'],
    ['may not be malformed', '{"count":1', 400, 'request.malformed-json'],
    ['may not be empty', '', 400, 'request.malformed-json'],
    ['may not hold a raw control character', '{"count":1,"note":"\u0000"}', 400, 'request.malformed-json'],
    ['may not hold an escaped NUL character', '{"count":1,"note":"a\\u0000b"}', 400, 'request.nul-character'],
    ['may not be nested without end', '['.repeat(100_000), 400, 'request.too-deep'],
    [
      'may not reach for the prototype',
      '{"__proto__":{"admin":true},"count":1}',
      400,
      'request.malformed-json',
    ],
    ['may not exceed a megabyte', `{"count":1,"note":"${'x'.repeat(1_100_000)}"}`, 413, 'request.too-large'],
  ])('%s', async (_, body, status, code) => {
    for (const path of code === 'request.invalid' ? ['/things'] : ['/things', '/anything']) {
      const answer = await post(path, body);
      expect({
        status: answer.status,
        code: answer.body['code'],
        type: answer.headers.get('content-type'),
      }).toEqual({
        status,
        code,
        type: 'application/problem+json; charset=utf-8',
      });
    }
  });

  it('is pointed into where it is wrong', async () => {
    const { body } = await post('/things', '{"count":"one"}');
    expect(body['errors']).toEqual([{ pointer: '/count', code: 'type', detail: 'must be integer' }]);
  });

  it('must say that it is JSON', async () => {
    expect(
      await post('/things', 'count=1', { 'content-type': 'application/x-www-form-urlencoded' }),
    ).toMatchObject({ status: 415, body: { code: 'request.unsupported-media-type' } });
  });

  it('must arrive in time', async () => {
    const answer = await sample.sendRaw(
      'POST /things HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"cou',
    );
    expect(answer).toMatch(/^HTTP\/1.1 408 [^]*request\.timeout/);
  });
});

describe('an address', () => {
  it.each(['/things/%00', '/things/x?q=a%00b'])('with a NUL character is refused: %s', async (path) => {
    expect(await sample.send(path)).toMatchObject({ status: 400, body: { code: 'request.nul-character' } });
  });

  it.each(['/things/%', '/things/%zz', '/things/%c0%80'])(
    'that is malformed is refused: %s',
    async (path) => {
      expect(await sample.sendRaw(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)).toMatch(
        /^HTTP\/1.1 400 [^]*request\.malformed/,
      );
    },
  );

  it('of absurd length is refused', async () => {
    expect(
      await sample.sendRaw(`GET /things/${'x'.repeat(500)} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`),
    ).toMatch(/^HTTP\/1.1 4\d\d [^]*problem\+json/);
  });
});

describe('what is not HTTP', () => {
  it.each([
    ['noise', 'HELO\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
    [
      'two lengths',
      'POST /things HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}',
      400,
    ],
  ])('%s is answered with a problem', async (_, text, status) => {
    expect(await sample.sendRaw(text)).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*problem\\+json`));
  });
});
