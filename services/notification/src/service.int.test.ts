import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAccount, aPark, aShortfall, aTask } from './testing/events.ts';
import { runningNotification, type RunningNotification } from './testing/running-notification.ts';

let running: RunningNotification;
const taskForce = { subject: randomUUID(), roles: ['task-force'] as const, parks: ['software'] };
const otherTaskForce = { subject: randomUUID(), roles: ['task-force'] as const, parks: ['ip'] };
const office = { subject: randomUUID(), roles: ['leading-group-office'] as const };
const operator = { subject: randomUUID(), roles: ['park-operator'] as const, parks: ['software'] };
const administrator = { subject: randomUUID(), roles: ['administrator'] as const };

beforeAll(async () => {
  running = await runningNotification({ YUANQU_DEMO: 'true' });
  await running.publish(
    anAccount(taskForce.subject),
    anAccount(otherTaskForce.subject, { parks: ['ip'] }),
    anAccount(office.subject, { roles: ['leading-group-office'], parks: '*', language: 'en' }),
    anAccount(operator.subject, { roles: ['park-operator'] }),
    anAccount(administrator.subject, { roles: ['administrator'], parks: '*' }),
    aPark(),
  );
  await running.settled();
});
afterAll(() => running?.stop());

describe('a park that falls below its target', () => {
  it('is told to its task force, its operator and the office, in their languages, and to nobody else', async () => {
    await running.publish(aShortfall());
    await running.settled();
    const [own, others, english] = await Promise.all(
      [taskForce, otherTaskForce, office].map((who) => running.call(who, 'GET', '/inbox')),
    );
    expect(own?.body.items).toMatchObject([
      {
        title: '【预警】泉州软件园入驻率68.00%，低于目标70.00%',
        severity: 'warning',
        parks: ['software'],
        language: 'zh',
        readAt: null,
      },
    ]);
    expect(english?.body.items).toMatchObject([
      { title: 'Warning: 泉州软件园 at 68.00%, below its target of 70.00%', language: 'en' },
    ]);
    expect(others?.body.items).toEqual([]);
  });
});

it('names a park by its name in events that have only its code', async () => {
  await running.publish(aTask());
  await running.settled();
  const { body } = await running.call(operator, 'GET', '/inbox?limit=1');
  expect(body.items).toMatchObject([{ title: '待办：补全企业信息（泉州软件园）' }]);
});

it('words everything that people are told in Chinese with full-width punctuation', async () => {
  const { body } = await running.call(office, 'GET', '/templates');
  const chinese = (body.items as { language: string; title: string; body: string }[]).filter(
    ({ language }) => language === 'zh',
  );
  expect(chinese.length).toBeGreaterThan(50);
  const halfWidth = chinese.filter(({ title, body: text }) => /[,:;?!()]/.test(title + text));
  expect(halfWidth).toEqual([]);
});
