import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { receiver, type Receiver, type Respond } from '../../testing/receiver.ts';
import type { SmsMessage } from '../../usecases/sms/send-sms.ts';
import { fileSmsProvider } from './file-sms-provider.ts';
import { httpSmsProvider, signSms, type SmsProvider } from './http-sms-provider.ts';
import { openSmsProvider } from './open-sms-provider.ts';

const message = (id = 'event_person_sms'): SmsMessage => ({
  to: '+8613812345678',
  templateId: 'SMS_1',
  variables: { title: '演示' },
  id,
});
const key = 'a key of at least sixteen';
let folder = '';
const stops: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sms-'));
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});
afterAll(() => rm(folder, { recursive: true }));

async function gateway(respond: Respond = () => ({ status: 202 })): Promise<[Receiver, SmsProvider]> {
  const server = await receiver(respond);
  const provider = httpSmsProvider({ url: server.url, key, timeoutMs: 500 });
  stops.push(provider.stop, server.close);
  return [server, provider];
}

describe.each([
  ['a provider by HTTP', async () => (await gateway())[1]],
  ['a folder of files', async () => fileSmsProvider(folder)],
])('%s', (_name, open) => {
  it('takes a message, and the same again', async () => {
    const provider = await open();
    expect(await provider.send(message())).toEqual({ kind: 'delivered' });
    expect(await provider.send(message())).toEqual({ kind: 'delivered' });
  });

  it('takes many at a time', async () => {
    const provider = await open();
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, (_, n) => provider.send(message(`event-${n}`))),
    );
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['delivered']));
  });
});

describe('a provider by HTTP', () => {
  it('is called with the message, its id as the key of idempotency, and a signature over both', async () => {
    const [server, provider] = await gateway();
    await provider.send(message());
    const [call] = server.calls;
    expect(JSON.parse(call?.body ?? '')).toEqual(message());
    expect(call?.headers['idempotency-key']).toBe('event_person_sms');
    const timestamp = String(call?.headers['x-timestamp']);
    expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(60);
    expect(call?.headers['x-signature']).toBe(signSms(key, timestamp, 'event_person_sms', call?.body ?? ''));
    expect(signSms('other', timestamp, 'event_person_sms', call?.body ?? '')).not.toBe(
      call?.headers['x-signature'],
    );
  });

  it.each([
    [200, {}, { kind: 'delivered' }],
    [302, { location: 'http://127.0.0.1:1/' }, { kind: 'failed', status: 302 }],
    [400, {}, { kind: 'refused', status: 400 }],
    [401, {}, { kind: 'failed', status: 401 }],
    [422, {}, { kind: 'refused', status: 422 }],
    [429, { 'retry-after': '7' }, { kind: 'later', afterMs: 7_000 }],
    [429, {}, { kind: 'later', afterMs: 60_000 }],
    [503, {}, { kind: 'failed', status: 503 }],
  ])('that answers %i %j has it %j', async (status, headers, outcome) => {
    const [server, provider] = await gateway(() => ({ status, headers }));
    expect(await provider.send(message())).toMatchObject(outcome);
    expect(server.calls).toHaveLength(1);
  });

  it('that is not there or does not answer is tried again, without a word of the number', async () => {
    const [server, provider] = await gateway(() => undefined);
    expect(await provider.send(message())).toEqual({ kind: 'failed', error: 'no answer in time' });
    await server.close();
    stops.pop();
    const away = await provider.send(message());
    expect(away.kind).toBe('failed');
    expect(JSON.stringify(away)).not.toContain('138');
  });

  it('is not opened without a key', () => {
    expect(() => openSmsProvider('http://127.0.0.1:1/', undefined, folder)).toThrow('YUANQU_SMS_KEY');
  });
});

describe('a folder of files', () => {
  it('holds what would have been sent, the number masked', async () => {
    const provider = openSmsProvider(undefined, undefined, join(folder, 'new'));
    await provider.send(message());
    expect(await readdir(join(folder, 'new'))).toEqual(['event_person_sms.json']);
    expect(JSON.parse(await readFile(join(folder, 'new', 'event_person_sms.json'), 'utf8'))).toEqual({
      ...message(),
      to: '138****5678',
    });
  });

  it('that cannot be written to is a failure', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await fileSmsProvider(join(folder, 'file', 'x')).send(message())).toMatchObject({
      kind: 'failed',
    });
  });
});
