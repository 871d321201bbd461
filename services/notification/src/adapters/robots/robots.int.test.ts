import { randomUUID } from 'node:crypto';
import { eventually } from '@yuanqu/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aNotice } from '../../testing/a-notice.ts';
import { notificationDatabase, type NotificationDatabase } from '../../testing/notification-database.ts';
import { receiver, type Receiver, type Respond } from '../../testing/receiver.ts';
import { type Drain, makeDrain } from '../../usecases/drain-deliveries.ts';
import type { Robot, RobotKind } from '../../domain/robots/robot.ts';
import { guardedLookup } from '../outgoing/guarded-lookup.ts';
import { secretBox } from '../outgoing/secret-box.ts';
import { planNotices } from '../plan-notices.ts';
import { makeClaimRobotMessages } from './claim-robot-messages.ts';
import { dingTalkSignature, robotSender } from './robot-sender.ts';
import { makeOpenRobotKey, makeRobotStore } from './robot-store.ts';
import { makeSettleRobotMessages } from './settle-robot-messages.ts';

let database: NotificationDatabase;
const box = secretBox(Buffer.alloc(32, 7));
const stops: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  database = await notificationDatabase();
});
afterAll(() => database?.drop());
beforeEach(() => database.pool.query('TRUNCATE robot, notice, message, delivery, delivery_attempt'));
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

const ok: Respond = () => ({ status: 200, body: '{"errcode":0,"errmsg":"ok"}' });

async function aRobot(kind: RobotKind, change: Partial<Robot> = {}): Promise<Robot> {
  const robot: Robot = {
    id: randomUUID(),
    kind,
    name: '招商专班群',
    park: 'software',
    role: 'task-force',
    language: 'zh',
    minSeverity: 'info',
    hint: '…',
    state: 'active',
    stateReason: null,
    heldUntil: null,
    revision: 1,
    changedBy: 'test',
    changedAt: new Date(),
    ...change,
  };
  await makeRobotStore(database.pool, box).insert(database.pool, robot, {
    token: `token-${robot.id}`,
    ...(kind === 'dingtalk' && { secret: 'SEC0123456789' }),
  });
  return robot;
}

async function chatServer(respond: Respond = ok): Promise<Receiver> {
  const server = await receiver(respond);
  stops.push(server.close);
  return server;
}

function sending(url: string, allowLoopback = true): Drain {
  const sender = robotSender({
    addresses: { wecom: url, dingtalk: url },
    openKey: makeOpenRobotKey(box),
    allowLoopback,
    lookup: guardedLookup(allowLoopback),
  });
  const drain = makeDrain({
    channel: 'robot',
    slots: 20,
    claim: makeClaimRobotMessages(database.inTransaction),
    send: sender.send,
    settle: makeSettleRobotMessages(database.inTransaction),
    pollMs: 20,
    failed: (error) => {
      throw error;
    },
  });
  stops.push(async () => {
    await drain.stop();
    await sender.stop();
  });
  drain.start();
  return drain;
}

const plan = (notices: readonly Parameters<typeof aNotice>[0][]) =>
  database.inTransaction((tx) => planNotices(tx, notices.map(aNotice)));
const many = (n: number) => Array.from({ length: n }, () => ({}));
const states = async (): Promise<Record<string, number>> => {
  const { rows } = await database.pool.query<{ state: string; n: number }>(
    `SELECT state, count(*)::int AS n FROM delivery WHERE channel = 'robot' GROUP BY state`,
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
};
const contents = ({ calls }: Receiver): string[] =>
  calls.map(({ body }) => (JSON.parse(body) as { text: { content: string } }).text.content);

describe('a group chat', () => {
  it('of WeCom gets the notice as text, its key in the address', async () => {
    const robot = await aRobot('wecom');
    const server = await chatServer();
    sending(server.url);
    await plan([{}]);
    await eventually(async () => (await states())['delivered'] === 1);
    const [call] = server.calls;
    expect(call?.path).toBe(`/hook?key=token-${robot.id}`);
    expect(JSON.parse(call?.body ?? '')).toEqual({
      msgtype: 'text',
      text: { content: '泉州软件园入驻率低于目标\n演示' },
    });
  });

  it('of DingTalk gets it signed with its secret', async () => {
    const robot = await aRobot('dingtalk', { language: 'en' });
    const server = await chatServer();
    sending(server.url);
    await plan([{}]);
    await eventually(() => server.calls.length === 1);
    const query = new URL(server.calls[0]?.path ?? '', 'http://x').searchParams;
    const timestamp = query.get('timestamp') ?? '';
    expect(query.get('access_token')).toBe(`token-${robot.id}`);
    expect(Math.abs(Number(timestamp) - Date.now())).toBeLessThan(60_000);
    expect(query.get('sign')).toBe(dingTalkSignature(timestamp, 'SEC0123456789'));
    expect(contents(server)).toEqual(['Below target\ndemo']);
  });

  it('signs as DingTalk documents it', () => {
    // openssl: printf '1577808000000\nSECtest' | openssl dgst -sha256 -hmac SECtest -binary | base64
    expect(dingTalkSignature('1577808000000', 'SECtest')).toBe(
      'XHi7WpB+bLwQq5Rz0PrkJ6p9pXsd593WTWgii6qJ3uw=',
    );
  });

  it('is told what its role is told of its park, and of the district', async () => {
    await aRobot('wecom');
    await aRobot('wecom', { park: 'ip' });
    await aRobot('wecom', { park: null, role: 'leading-group-office' });
    await aRobot('wecom', { role: 'assessor' });
    await aRobot('wecom', { state: 'paused' });
    await aRobot('wecom', { minSeverity: 'critical' });
    await plan([{}]);
    expect(await states()).toEqual({ pending: 2 });
  });

  it('reads its own wording where the notice has one', async () => {
    await aRobot('wecom');
    const server = await chatServer();
    sending(server.url);
    const zh = { title: '给群里', body: '' };
    await plan([{ robot: { zh, en: zh } }]);
    await eventually(() => server.calls.length === 1);
    expect(contents(server)).toEqual(['给群里']);
  });
});

describe('the limit of a robot', () => {
  it('holds for several instances together; what exceeds it is told in one summary, and nothing is lost', async () => {
    const robot = await aRobot('wecom');
    const server = await chatServer();
    await plan(many(60));
    for (let instance = 0; instance < 3; instance++) sending(server.url);
    await eventually(async () => (await states())['delivered'] === 60, { withinMs: 15_000 });
    expect(server.calls).toHaveLength(10);
    const all = contents(server);
    expect(all.filter((text) => text.startsWith('泉州'))).toHaveLength(9);
    expect(all.filter((text) => text.startsWith('【汇总】51条通知'))).toHaveLength(1);
    const { rows } = await database.pool.query(
      'SELECT count(*)::int AS n, count(DISTINCT batch_id)::int AS batches FROM delivery WHERE batch_id IS NOT NULL',
    );
    expect(rows).toEqual([{ n: 51, batches: 1 }]);
    await plan(many(3));
    const { rows: left } = await database.pool.query<{ tokens: number }>(
      'SELECT tokens FROM robot WHERE id = $1',
      [robot.id],
    );
    expect(left[0]?.tokens).toBeLessThan(1);
    expect((await states())['pending']).toBe(3);
    // Six seconds are a token.
    await database.pool.query(`UPDATE robot SET refilled_at = refilled_at - interval '6 s'`);
    await eventually(async () => (await states())['delivered'] === 63);
    expect(contents(server).at(-1)).toMatch(/^【汇总】3条通知\n1\. 泉州软件园入驻率低于目标\n2\. /);
  });

  it('is kept when the product says so: nothing is sent for a while, then what waited is', async () => {
    await aRobot('dingtalk');
    let busy = true;
    const server = await chatServer(() => ({ status: 200, body: `{"errcode":${busy ? 130101 : 0}}` }));
    sending(server.url);
    await plan([{}]);
    await eventually(async () => {
      const { rows } = await database.pool.query(
        `SELECT FROM robot WHERE held_until > now() + interval '9 min'`,
      );
      return rows.length === 1;
    });
    busy = false;
    await plan([{}]);
    expect(server.calls).toHaveLength(1);
    expect(await states()).toEqual({ pending: 2 });
    await database.pool.query('UPDATE robot SET held_until = NULL');
    await database.pool.query('UPDATE delivery SET due_at = now()');
    await eventually(async () => (await states())['delivered'] === 2);
    const { rows } = await database.pool.query('SELECT error, status, target FROM delivery_attempt');
    expect(rows).toEqual([
      { error: 'errcode 130101: too many messages', status: 130101, target: '招商专班群' },
    ]);
  });
});

describe('a robot that is not valid any more', () => {
  it('is disabled with the reason, what waits for it is cancelled, and it is not called again', async () => {
    const robot = await aRobot('wecom');
    const server = await chatServer(() => ({
      status: 200,
      body: '{"errcode":93000,"errmsg":"invalid webhook url"}',
    }));
    sending(server.url);
    await plan([{}]);
    await eventually(async () => (await states())['cancelled'] === 1);
    const { rows } = await database.pool.query('SELECT state, state_reason FROM robot WHERE id = $1', [
      robot.id,
    ]);
    expect(rows).toEqual([
      { state: 'disabled', state_reason: 'errcode 93000: the robot or its key is not valid any more' },
    ]);
    expect(await plan([{}])).toMatchObject({ deliveries: 0 });
    expect(server.calls).toHaveLength(1);
  });

  it('or whose key does not open is tried again, and calls nobody', async () => {
    await aRobot('wecom');
    await database.pool.query(`UPDATE robot SET sealed = '\\x00'`);
    const server = await chatServer();
    sending(server.url);
    await plan([{}]);
    await eventually(async () => (await database.pool.query('SELECT FROM delivery_attempt')).rowCount === 1);
    expect(await states()).toEqual({ pending: 1 });
    expect(server.calls).toEqual([]);
  });
});

it('a robot is not called at an address inside, unless that is allowed', async () => {
  await aRobot('wecom');
  const server = await chatServer();
  sending(server.url, false);
  await plan([{}]);
  await eventually(async () => (await database.pool.query('SELECT FROM delivery_attempt')).rowCount === 1);
  const { rows } = await database.pool.query('SELECT error FROM delivery_attempt');
  expect(rows).toEqual([{ error: '127.0.0.1 is an address that must not be called' }]);
  expect(server.calls).toEqual([]);
});
