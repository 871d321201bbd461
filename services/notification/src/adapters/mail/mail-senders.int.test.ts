import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { deliveryId } from '../../domain/delivery-id.ts';
import { mailServer } from '../../testing/mail-server.ts';
import type { ClaimedDelivery } from '../../usecases/deliver.ts';
import { fileSender } from './file-sender.ts';
import { mailFolder } from './mail-folder.ts';
import { smtpSender } from './smtp-sender.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

const from = '园区平台 <no-reply@yuanqu.invalid>';
const delivery = (change: Partial<ClaimedDelivery> = {}): ClaimedDelivery => ({
  eventId: '01890000-0000-7000-8000-000000000001',
  officialId: '01890000-0000-7000-8000-000000000002',
  channel: 'email',
  attempt: 1,
  target: 'official@example.cn',
  wording: { title: '泉州软件园入驻率低于目标', body: '请核实。' },
  language: 'zh',
  eventType: 'cn.yuanqu.test.happened',
  severity: 'critical',
  parks: ['software'],
  subject: 'software',
  occurredAt: new Date('2026-11-02T01:00:00Z'),
  ...change,
});
const id = deliveryId(delivery());

describe('mail by SMTP', () => {
  const sending = async (answerTo?: (recipient: string) => string) => {
    const server = await mailServer(answerTo);
    const sender = smtpSender({ url: server.url, from, connections: 2 });
    stops.push(server.close, sender.stop);
    return { server, send: sender.send };
  };

  it('arrives with the delivery’s id as its Message-ID, and the same when it is repeated', async () => {
    const { server, send } = await sending();
    expect(await send(delivery())).toEqual({ kind: 'delivered' });
    expect(await send(delivery({ attempt: 2 }))).toEqual({ kind: 'delivered' });
    expect(server.mails.map(({ to }) => to)).toEqual(['official@example.cn', 'official@example.cn']);
    for (const { text } of server.mails) {
      expect(text).toMatch(new RegExp(`^Message-ID:\\s+<${id}@yuanqu>`, 'm'));
      expect(text).toMatch(/^Subject: =\?UTF-8\?/m);
      expect(text).toContain('Auto-Submitted: auto-generated');
    }
  });

  it('is given up when the mailbox does not exist, and tried again when the server is busy', async () => {
    const gone = await sending(() => '550 5.1.1 no such user');
    expect(await gone.send(delivery())).toMatchObject({ kind: 'refused', status: 550 });
    const busy = await sending(() => '451 4.7.1 try later');
    expect(await busy.send(delivery())).toMatchObject({ kind: 'failed', status: 451 });
  });

  it('is tried again when there is no server', async () => {
    const { server, send } = await sending();
    await server.close();
    stops.splice(0, 1);
    expect(await send(delivery())).toMatchObject({ kind: 'failed' });
  });

  it('cannot be made to carry another header or recipient by what an event holds', async () => {
    const { server, send } = await sending();
    await send(
      delivery({ wording: { title: 'a\r\nBcc: thief@example.cn', body: 'x\r\n.\r\nMAIL FROM:<y>' } }),
    );
    expect(server.mails).toHaveLength(1);
    expect(server.mails[0]?.text).not.toMatch(/^Bcc:/m);
  });
});

describe('the mail folder', () => {
  const folder = async () => {
    const path = await mkdtemp(join(tmpdir(), 'mail-'));
    stops.push(() => rm(path, { recursive: true }));
    return join(path, 'mail');
  };

  it('has each mail once, however often it was sent, and lists and shows it', async () => {
    const path = await folder();
    const send = fileSender(path, from);
    for (const attempt of [1, 2]) expect(await send(delivery({ attempt }))).toEqual({ kind: 'delivered' });
    expect(await readdir(path)).toEqual([`${id}.eml`]);
    const { list, read } = mailFolder(path);
    expect(await list(10)).toMatchObject([{ id, bytes: expect.any(Number) }]);
    expect(await read(id)).toContain('To: official@example.cn');
  });

  it('shows nothing but mails', async () => {
    const { list, read } = mailFolder(await folder());
    expect(await list(10)).toEqual([]);
    expect(await read('../../../../etc/passwd')).toBeUndefined();
    expect(await read(id)).toBeUndefined();
  });
});
