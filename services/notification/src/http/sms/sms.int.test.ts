import { randomUUID } from 'node:crypto';
import { eventually } from '@yuanqu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAccount, aPark, aShortfall } from '../../testing/events.ts';
import { receiver, type Receiver } from '../../testing/receiver.ts';
import { type RunningNotification, runningNotification } from '../../testing/running-notification.ts';

let running: RunningNotification;
let gateway: Receiver;
const leader = { subject: randomUUID(), roles: ['district-leader'] as const };
const office = { subject: randomUUID(), roles: ['leading-group-office'] as const };
const administrator = { subject: randomUUID(), roles: ['administrator'] as const };
const phone = '13812345678';
beforeAll(async () => {
  gateway = await receiver();
  running = await runningNotification({
    YUANQU_SMS_URL: gateway.url,
    YUANQU_SMS_KEY: 'a key of sixteen or more',
  });
  await running.publish(anAccount(leader.subject, { roles: ['district-leader'], parks: '*' }), aPark());
  await running.settled();
});
afterAll(async () => {
  await running?.stop();
  await gateway?.close();
});

describe('a text message', () => {
  it('goes to who gave a number, for what is critical, and the number is kept encrypted and shown masked', async () => {
    const set = await running.call(leader, 'PUT', '/addresses/sms', { phone: `+86 ${phone}` });
    expect(set.body['sms']).toEqual({ phone: '138****5678', state: 'active', minSeverity: 'critical' });
    await running.publish(aShortfall(), aShortfall({ rate: 0.5 }));
    await eventually(() => gateway.calls.length === 1, { withinMs: 10_000 });
    expect(JSON.parse(gateway.calls[0]?.body ?? '')).toMatchObject({
      to: `+86${phone}`,
      templateId: 'YUANQU_NOTICE_ZH',
      variables: { title: '【紧急】泉州软件园入驻率50.00%，低于目标70.00%' },
    });
    const ledger = await eventually(
      async () => {
        const { body } = await running.call(administrator, 'GET', '/deliveries?channel=sms&state=delivered');
        return body.items?.length === 1 && body.items;
      },
      { withinMs: 10_000 },
    );
    expect(ledger).toMatchObject([{ channel: 'sms', address: '138****5678' }]);
    const { rows } = await running.pool.query<{ all: string }>(
      `SELECT database_to_xml(true, true, '')::text AS all`,
    );
    expect(rows[0]?.all).toContain('138****5678');
    expect(rows[0]?.all).not.toContain(phone);
  });

  it('is written by the event’s own template once there is one', async () => {
    const path = '/sms-templates/cn.yuanqu.assessment.park.occupancy-fell-below-target/zh';
    const template = { templateId: 'SMS_42', variables: { park: 'parkNames', rate: 'rate | percent' } };
    const set = await running.call(office, 'PUT', path, template, { 'if-match': '"0"' });
    expect(set.body).toMatchObject({ ...template, revision: 1 });
    const before = gateway.calls.length;
    await running.publish(aShortfall({ rate: 0.5 }));
    await eventually(() => gateway.calls.length > before, { withinMs: 10_000 });
    expect(JSON.parse(gateway.calls.at(-1)?.body ?? '')).toMatchObject({
      templateId: 'SMS_42',
      variables: { park: '泉州软件园', rate: '50.00%' },
    });
    expect((await running.call(office, 'PUT', path, template, { 'if-match': '"0"' })).body).toMatchObject({
      code: 'notification.template-changed',
    });
    expect((await running.call(office, 'DELETE', path)).status).toBe(204);
    expect((await running.call(office, 'DELETE', path)).body).toMatchObject({
      code: 'notification.unknown-template',
    });
  });

  it.each([
    ['PUT', '/addresses/sms', { phone: '12345' }, 'notification.invalid-phone'],
    ['PUT', '/addresses/sms', { phone: 13_812_345_678 }, undefined],
  ])('%s %s with %j is refused', async (method, path, body, code) => {
    const refused = await running.call(leader, method, path, body);
    expect(refused.status).toBe(400);
    expect(code === undefined || refused.body['code'] === code).toBe(true);
  });

  it('is not written with what the event does not have', async () => {
    const path = '/sms-templates/cn.yuanqu.intake.task.opened/zh';
    const body = { templateId: 'SMS_1', variables: { x: 'nothing', y: 'kind | term' } };
    const refused = await running.call(office, 'PUT', path, body, { 'if-match': '"0"' });
    expect(refused.body).toMatchObject({
      code: 'notification.invalid-template',
      errors: [{ pointer: '/variables/x', code: 'template.unknown-variable' }],
    });
  });

  it('goes nowhere any more once the number is taken away', async () => {
    expect((await running.call(leader, 'DELETE', '/addresses/sms')).status).toBe(204);
    expect((await running.call(leader, 'GET', '/addresses')).body['sms']).toBeNull();
  });
});
