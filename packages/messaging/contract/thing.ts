import { defineEvent, newEvent, type NewEvent, type Topic } from '@yuanqu/events';
import { Type } from 'typebox';

/** The aggregate of the contract suite: things that get numbers. */
export const thingNumbered = defineEvent({
  type: 'cn.yuanqu.test.thing.numbered.v1',
  summary: { zh: '演示事件', en: 'A thing got a number' },
  data: Type.Object({ number: Type.Integer(), padding: Type.Optional(Type.String()) }),
});

export const thingTopic: Topic = { name: thingNumbered.topic, service: 'test', partitions: 4 };

/** The n-th event of a thing. */
export const numbered = (thing: string, number: number, padding?: string): NewEvent =>
  newEvent(thingNumbered, {
    subject: thing,
    revision: number,
    time: new Date(),
    data: { number, ...(padding !== undefined && { padding }) },
  });
