import { Kafka, type CloudEvent, type KafkaMessage } from 'cloudevents';
import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
// Upwards against the layers, in this test alone: what messaging writes is what the contract says.
import { encodeBody, withPosition } from '../../../messaging/src/cloud-event.ts';
import { newEvent } from '../envelope.ts';
import { unitOccupancyChanged } from '../intake/unit-events.ts';
import { messageSchema } from './message-schema.ts';

const event = newEvent(unitOccupancyChanged, {
  subject: '019a4c3f-7d00-7000-8000-2f6a1c9b5e77',
  revision: 7,
  time: new Date('2026-11-03T00:00:01.5Z'),
  data: {
    park: 'software',
    unit: 'A1-0203',
    operator: 'op-software',
    updateId: 'u-1',
    status: 'let',
    uscc: '91350100M000100Y43',
    observedAt: '2026-11-03T00:00:00.000Z',
    current: true,
  },
  context: {
    correlationId: 'request-1',
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  },
});
const value = withPosition(encodeBody(event), 1, 42n);

describe('a published event', () => {
  it('is what its contract says', () => {
    const contract = Compile(messageSchema(unitOccupancyChanged));
    expect(contract.Errors(JSON.parse(value))).toEqual([]);
    expect(contract.Check({ ...JSON.parse(value), sequence: 42 })).toBe(false);
    expect(contract.Check({ ...JSON.parse(value), data: { ...event.data, status: 'empty' } })).toBe(false);
  });

  it('is read by the CloudEvents SDK, extensions included', () => {
    const headers = { 'content-type': 'application/cloudevents+json' };
    const message: KafkaMessage<string> = { headers, body: value, key: event.subject, value };
    const read = Kafka.toEvent(message) as CloudEvent<unknown>;
    expect(read.validate()).toBe(true);
    expect(read).toMatchObject({
      specversion: '1.0',
      id: event.id,
      source: '/intake',
      type: 'cn.yuanqu.intake.unit.occupancy-changed.v1',
      subject: event.subject,
      time: '2026-11-03T00:00:01.500Z',
      partitionkey: event.subject,
      epoch: 1,
      sequence: '0000000000000042',
      revision: 7,
      correlationid: 'request-1',
      data: event.data,
    });
  });
});
