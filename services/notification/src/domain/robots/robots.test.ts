import { AppError } from '@yuanqu/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noticedEvents } from '../noticed-events.ts';
import { namesPerson } from '../personal-fields.ts';
import { personalVariables, wordForRobots } from '../word-for-robots.ts';
import { cutToBytes } from './cut-to-bytes.ts';
import { judgeRobotAnswer } from './robot-answer.ts';
import { inMessages, robotBucket } from './robot-bucket.ts';
import { parseRobotKey } from './robot-key.ts';
import { robotSummary, robotText } from './robot-text.ts';

const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

describe('a text for a group chat', () => {
  it('fits into 2,048 bytes and is cut between characters only', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 3_000 });
    fc.assert(
      fc.property(texts, texts, (title, body) => {
        const text = robotText({ title, body }, 'zh', '01890000-0000-7000-8000-000000000001');
        expect(bytes(text)).toBeLessThanOrEqual(2_048);
        expect(text.isWellFormed()).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('says where the rest is when it is cut, and is whole otherwise', () => {
    const long = robotText(
      { title: '标题', body: '园'.repeat(2_000) },
      'zh',
      '01890000-0000-7000-8000-0000000000ab',
    );
    expect(long).toMatch(/园…\n全文见平台收件箱 000000ab$/);
    expect(robotText({ title: '标题', body: '正文' }, 'zh', '')).toBe('标题\n正文');
  });

  it.each([
    ['园区平台', 7, '园…'],
    ['园区平台', 12, '园区平台'],
    ['a👨‍👩‍👧b', 10, 'a…'],
    ['e\u0301e\u0301', 5, '…'],
  ])('%j in %i bytes is %j', (text, max, expected) => {
    expect(cutToBytes(text, max)).toBe(expected);
  });

  it('summarises many in one message that still fits', () => {
    const wordings = Array.from({ length: 200 }, (_, n) => ({ title: `第${n}条通知的标题`, body: '正文' }));
    const summary = robotSummary(wordings, 'zh');
    expect(summary.split('\n').slice(0, 2)).toEqual(['【汇总】200条通知', '1. 第0条通知的标题']);
    expect(bytes(summary)).toBeLessThanOrEqual(2_048);
  });
});

describe('what waits for a robot', () => {
  it('goes within the messages allowed, each exactly once and in its order', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(12), (waiting, allowed) => {
        const items = Array.from({ length: waiting }, (_, n) => n);
        const messages = inMessages(items, allowed);
        expect(messages.length).toBeLessThanOrEqual(allowed);
        expect(messages.flat()).toEqual(allowed === 0 ? [] : items);
        expect(waiting > allowed || messages.every(({ length }) => length === 1)).toBe(true);
      }),
    );
  });

  it('never is more than 20 messages in a minute, whatever is asked for when', () => {
    const asks = fc.array(fc.record({ afterMs: fc.nat(20_000), wanted: fc.nat(15) }), { maxLength: 60 });
    fc.assert(
      fc.property(asks, (steps) => {
        let tokens: number = robotBucket.size;
        let at = 0;
        const sent: number[] = [];
        for (const { afterMs, wanted } of steps) {
          at += afterMs;
          tokens = Math.min(robotBucket.size, tokens + (afterMs / 1_000) * robotBucket.perSecond);
          const taken = Math.min(Math.floor(tokens), wanted);
          tokens -= taken;
          sent.push(...Array.from({ length: taken }, () => at));
        }
        for (const from of sent) {
          const within = sent.filter((instant) => instant >= from && instant < from + 60_000);
          expect(within.length).toBeLessThanOrEqual(20);
        }
      }),
    );
  });
});

describe('an answer of a robot', () => {
  it.each([
    ['wecom', 200, '{"errcode":0,"errmsg":"ok"}', 'delivered'],
    ['wecom', 200, '{"errcode":45009,"errmsg":"api freq out of limit"}', 'later'],
    ['wecom', 200, '{"errcode":93000,"errmsg":"invalid webhook url"}', 'gone'],
    ['wecom', 200, '{"errcode":-1,"errmsg":"system busy"}', 'failed'],
    ['wecom', 200, '<html>', 'failed'],
    ['wecom', 200, '{"errcode":"0"}', 'failed'],
    ['wecom', 502, '', 'failed'],
    ['wecom', 429, '', 'later'],
    ['dingtalk', 200, '{"errcode":0,"errmsg":"ok"}', 'delivered'],
    ['dingtalk', 200, '{"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute"}', 'later'],
    ['dingtalk', 200, '{"errcode":310000,"errmsg":"sign not match"}', 'gone'],
    ['dingtalk', 200, '{"errcode":300001,"errmsg":"token is not exist"}', 'gone'],
    ['dingtalk', 200, '{"errcode":430104,"errmsg":"content"}', 'refused'],
  ] as const)('%s, HTTP %i, %s means %s', (kind, status, body, meaning) => {
    expect(judgeRobotAnswer(kind, status, body).kind).toBe(meaning);
  });

  it('puts nothing of its text into the ledger', () => {
    expect(JSON.stringify(judgeRobotAnswer('wecom', 200, '{"errcode":7,"errmsg":"key 693a"}'))).not.toContain(
      '693a',
    );
  });
});

describe('the key of a robot', () => {
  it.each([
    [
      'wecom',
      { token: '693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa' },
      { token: '693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa' },
    ],
    [
      'wecom',
      { token: ' https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abcd-1234 ' },
      { token: 'abcd-1234' },
    ],
    [
      'dingtalk',
      { token: 'https://oapi.dingtalk.com/robot/send?access_token=0123456789', secret: 'SEC0123456789' },
      { token: '0123456789', secret: 'SEC0123456789' },
    ],
  ] as const)('of %s is read from %j', (kind, given, key) => {
    expect(parseRobotKey(kind, given)).toEqual(key);
  });

  it.each([
    ['wecom', { token: '' }, '/token'],
    ['wecom', { token: 'https://example.cn/?other=abcd-1234' }, '/token'],
    ['wecom', { token: 'abcd-1234&x=1' }, '/token'],
    ['dingtalk', { token: '0123456789' }, '/secret'],
  ] as const)('of %s %j is refused at %s', (kind, given, pointer) => {
    const refused = parseRobotKey(kind, given);
    expect(refused).toBeInstanceOf(AppError);
    expect(refused).toMatchObject({ details: { errors: [{ pointer }] } });
  });
});

describe('what group chats are told of', () => {
  it('has no field for the name, number or address of a person', () => {
    const names = noticedEvents.flatMap(({ definition }) =>
      fieldNames(definition.data).map((name) => `${definition.type} ${name}`),
    );
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => namesPerson(name.split(' ')[1] ?? ''))).toEqual([]);
  });

  const eventType = 'cn.yuanqu.intake.application.returned';

  it('leaves out what people wrote freely, whatever the template', () => {
    const template = { title: '{{applicant}}', body: '原因:{{reason}}' };
    const data = { applicant: '演示企业', reason: '请联系张三' };
    expect(wordForRobots(eventType, template, data, 'zh')).toEqual({ title: '演示企业', body: '原因:***' });
    expect(personalVariables(eventType, template.body)).toEqual(['reason']);
  });

  it.each([
    ['致电13812345678办理', '致电***办理'],
    ['证号350524199001011234。', '证号***。'],
    ['统一社会信用代码91350500M0000000XX', '统一社会信用代码91350500M0000000XX'],
    ['面积12345678901平方米', '面积12345678901平方米'],
  ])('hides numbers of persons: %s', (applicant, shown) => {
    expect(wordForRobots(eventType, { title: '{{applicant}}', body: '' }, { applicant }, 'zh').title).toBe(
      shown,
    );
  });
});

function fieldNames(schema: unknown): string[] {
  const {
    properties = {},
    items,
    anyOf = [],
  } = (schema ?? {}) as {
    properties?: Record<string, unknown>;
    items?: unknown;
    anyOf?: unknown[];
  };
  const inner = [...Object.values(properties), ...(items ? [items] : []), ...anyOf];
  return [...Object.keys(properties), ...inner.flatMap(fieldNames)];
}
