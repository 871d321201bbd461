import { AppError } from '@yuanqu/domain';
import { DatabaseError } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleApp, type SampleApp } from './sample-app.ts';

let sample: SampleApp;

beforeAll(async () => {
  sample = await sampleApp((app) => {
    const config = { access: 'public', rateLimit: false } as const;
    app.get('/fails/:how', { config }, ({ params }) => fail((params as { how: string }).how));
    app.put('/things/:id', { config }, () => ({}));
  });
});
afterAll(() => sample.app.close());

const failures: Readonly<Record<string, () => Error>> = {
  full: () =>
    new AppError('sample.full', 'conflict', 'The park is full.', {
      park: 'software',
      errors: [{ pointer: '/park', code: 'full', detail: 'is full' }],
    }),
  busy: () => new AppError('sample.busy', 'unavailable', 'Later.', { retryAfterMs: 1_500 }),
  bug: () => new Error('secret internals'),
  refused: () =>
    Object.assign(new Error('connect ECONNREFUSED /run/pg'), { code: 'ECONNREFUSED', syscall: 'connect' }),
  'wrapped-shutdown': () => new Error('could not load', { cause: databaseError('57P01') }),
  'too-many-clients': () => databaseError('53300'),
  'statement-timeout': () => databaseError('57014'),
  'nul-in-text': () => databaseError('22021'),
  'number-too-large': () => databaseError('22003'),
  'duplicate-key': () => databaseError('23505'),
};

function fail(how: string): never {
  throw failures[how]?.() ?? new Error('no such failure');
}

const databaseError = (code: string): Error =>
  Object.assign(new DatabaseError('secret internals', 0, 'error'), {
    code,
    detail: 'Key (phone)=(138) exists',
  });

describe('an outcome', () => {
  it('becomes a problem with its code, details and the request number', async () => {
    const { status, headers, body } = await sample.send('/fails/full', {
      headers: { 'x-request-id': 'my-number-1' },
    });
    expect({ status, type: headers.get('content-type'), number: headers.get('x-request-id') }).toEqual({
      status: 409,
      type: 'application/problem+json; charset=utf-8',
      number: 'my-number-1',
    });
    expect(body).toEqual({
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      detail: 'The park is full.',
      code: 'sample.full',
      requestId: 'my-number-1',
      park: 'software',
      errors: [{ pointer: '/park', code: 'full', detail: 'is full' }],
    });
  });

  it('says when to come back, in whole seconds', async () => {
    const { status, headers, body } = await sample.send('/fails/busy');
    expect([status, headers.get('retry-after'), body['retryAfterMs']]).toEqual([503, '2', undefined]);
  });

  it.each([
    ['bug', 500, 'service.internal'],
    ['refused', 503, 'service.database-unavailable'],
    ['wrapped-shutdown', 503, 'service.database-unavailable'],
    ['too-many-clients', 503, 'service.database-unavailable'],
    ['statement-timeout', 503, 'service.database-unavailable'],
    ['nul-in-text', 400, 'request.invalid-value'],
    ['number-too-large', 400, 'request.invalid-value'],
    ['duplicate-key', 409, 'request.conflict'],
  ])('%s is answered %i %s without a word of what lies beneath', async (how, status, code) => {
    const answer = await sample.send(`/fails/${how}`);
    expect({ status: answer.status, code: answer.body['code'] }).toEqual({ status, code });
    expect(JSON.stringify(answer.body)).not.toMatch(/secret internals|phone|node_modules/);
    expect(answer.headers.has('retry-after')).toBe(status === 503);
  });

  it('is told in Chinese to those who prefer it', async () => {
    const { body } = await sample.send('/nowhere', {
      headers: { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' },
    });
    expect(body).toMatchObject({ title: '未找到', detail: '该地址不存在。' });
  });
});

describe('an address', () => {
  it('that does not exist is not found', async () => {
    expect(await sample.send('/nowhere')).toMatchObject({ status: 404, body: { code: 'request.not-found' } });
  });

  it('that takes other methods says which', async () => {
    const answer = await sample.send('/things/7', { method: 'DELETE' });
    expect([answer.status, answer.headers.get('allow'), answer.body['code']]).toEqual([
      405,
      'PUT',
      'request.method-not-allowed',
    ]);
  });
});
