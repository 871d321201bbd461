import { newEvent } from '@yuanqu/events';
import { CloudEvent } from 'cloudevents';
import { describe, expect, test } from 'vitest';
import { makeThing, numbered } from '../contract/thing.ts';
import { decode, encodeBody, maxEventBytes, withPosition } from './cloud-event.ts';
import { InvalidEvent } from './contract-check.ts';
import type { LogRecord } from './log-record.ts';

const thing = makeThing('thing');
const context = {
  correlationId: 'request-1',
  causationId: 'cause-1',
  traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`,
};
const event = newEvent(thing.numbered, {
  subject: 'a',
  revision: 7,
  time: new Date('2026-11-01T00:00:00.000Z'),
  data: { number: 42 },
  context,
});
const recordOf = (value: string): LogRecord => ({
  topic: thing.topic.name,
  partition: 3,
  epoch: 2,
  sequence: 15n,
  followsEpoch: null,
  key: 'a',
  type: thing.numbered.type,
  value,
});

describe('an event on its way', () => {
  const value = withPosition(encodeBody(event), 2, 15n);

  test('is a CloudEvent that the SDK takes for valid, with the extensions of the contract', () => {
    const read = new CloudEvent(JSON.parse(value) as Partial<CloudEvent<unknown>>, true);
    expect(read.validate()).toBe(true);
    expect(read.toJSON()).toEqual({
      specversion: '1.0',
      id: event.id,
      source: '/test',
      type: 'cn.yuanqu.test.thing.numbered.v1',
      subject: 'a',
      time: '2026-11-01T00:00:00.000Z',
      datacontenttype: 'application/json',
      partitionkey: 'a',
      epoch: 2,
      sequence: '0000000000000015',
      revision: 7,
      correlationid: context.correlationId,
      causationid: context.causationId,
      traceparent: context.traceparent,
      data: { number: 42 },
    });
  });

  test('is read back as it was written, with its place; what it causes is caused by it', () => {
    expect(decode(thing.numbered, recordOf(value))).toEqual({
      type: thing.numbered.type,
      id: event.id,
      subject: 'a',
      revision: 7,
      time: event.time,
      data: { number: 42 },
      context: { correlationId: 'request-1', causationId: event.id, traceparent: context.traceparent },
      topic: thing.topic.name,
      partition: 3,
      epoch: 2,
      sequence: 15n,
    });
  });
});

describe('a broken contract', () => {
  test('is refused when written, and the message says where', () => {
    const broken = { ...event, data: { number: 'one' } } as never;
    expect(() => encodeBody(broken)).toThrow(
      'cn.yuanqu.test.thing.numbered.v1 breaks its contract at data/number: must be integer',
    );
  });

  test.each([
    [
      'its data are of another shape',
      '{"id":"1","subject":"a","revision":1,"time":"2026-11-01T00:00:00Z","data":{}}',
    ],
    ['it is not JSON', '{"id":'],
    ['it is not an object', '[]'],
    ['it is null', 'null'],
    ['it has no id', '{"subject":"a","revision":1,"time":"2026-11-01T00:00:00Z","data":{"number":1}}'],
    ['its time is none', '{"id":"1","subject":"a","revision":1,"time":"soon","data":{"number":1}}'],
  ])('is refused when read: %s', (_, value) => {
    expect(() => decode(thing.numbered, recordOf(value))).toThrow(InvalidEvent);
  });
});

test.each(['', 'a\x1eb', 'a\nb'])('a subject that cannot be a key is refused (%j)', (subject) => {
  expect(() => encodeBody({ ...event, subject })).toThrow('needs a subject without control characters');
});

describe('a large event', () => {
  const withPadding = (bytes: number, character = 'x') =>
    numbered(thing, 'a', 1, character.repeat(bytes / Buffer.byteLength(character)));

  test('is taken up to the limit', () => {
    expect(encodeBody(withPadding(maxEventBytes - 1_000)).length).toBeGreaterThan(maxEventBytes - 1_000);
  });

  test.each(['x', '园'])('is refused above the limit, counted in bytes (%s)', (character) => {
    expect(() => encodeBody(withPadding(maxEventBytes + 3, character))).toThrow(
      /larger than 524288 bytes: publish a reference/,
    );
  });
});
