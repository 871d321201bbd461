import type { KafkaMessage } from 'kafkajs';
import { expect, test } from 'vitest';
import type { PendingEvent } from '../relay/outbox-cursor.ts';
import { fromMessage, toMessage } from './message-codec.ts';

const pending: PendingEvent = {
  topic: 't',
  partition: 3,
  epoch: 2,
  sequence: '9007199254740993', // beyond what a number holds
  followsEpoch: 1,
  key: '园-1',
  type: 'cn.yuanqu.test.thing.numbered.v1',
  body: '{"id":"1"}',
};

/** As it comes back from the broker. */
const overTheWire = (message: ReturnType<typeof toMessage>): KafkaMessage => ({
  key: Buffer.from(String(message.key)),
  value: Buffer.from(String(message.value)),
  headers: Object.fromEntries(
    Object.entries(message.headers ?? {}).map(([name, value]) => [name, Buffer.from(String(value))]),
  ),
  timestamp: '0',
  attributes: 0,
  offset: '0',
});

test('a record comes back as it was sent', () => {
  expect(fromMessage('t', 3, overTheWire(toMessage(pending)))).toEqual({
    topic: 't',
    partition: 3,
    epoch: 2,
    sequence: 9007199254740993n,
    followsEpoch: 1,
    key: '园-1',
    type: pending.type,
    value: '{"epoch":2,"sequence":"9007199254740993","id":"1"}',
  });
});

test('only the first event of an epoch tells which it follows', () => {
  const message = overTheWire(toMessage({ ...pending, followsEpoch: null }));
  expect(message.headers).not.toHaveProperty('ce_followsepoch');
  expect(fromMessage('t', 3, message)?.followsEpoch).toBeNull();
});

test.each(['ce_type', 'ce_epoch', 'ce_sequence'])('a message without %s is none of ours', (header) => {
  const message = overTheWire(toMessage(pending));
  delete message.headers?.[header];
  expect(fromMessage('t', 3, message)).toBeUndefined();
});

test('a message without headers or with nonsense in them is none of ours', () => {
  const { headers: _, ...bare } = overTheWire(toMessage(pending));
  expect(fromMessage('t', 3, bare as KafkaMessage)).toBeUndefined();
  const odd = overTheWire({
    ...toMessage(pending),
    headers: { ce_type: 'x', ce_epoch: '1', ce_sequence: '-1' },
  });
  expect(fromMessage('t', 3, odd)).toBeUndefined();
});
