import { randomInt } from 'node:crypto';
import { defineEvent, newEvent, type NewEvent, type Topic } from '@yuanqu/events';
import { Type } from 'typebox';

/** The aggregate of the contract suite: things that get numbers. Each test has a topic of its own. */
export type Thing = ReturnType<typeof makeThing>;

const letters = (count: number): string =>
  Array.from({ length: count }, () => String.fromCharCode(97 + randomInt(26))).join('');

/** A topic of four partitions and its events; give the name to find the same in another process. */
export function makeThing(name = `thing-${letters(10)}`) {
  const numbered = defineEvent({
    type: `cn.yuanqu.test.${name}.numbered.v1`,
    summary: { zh: '演示事件', en: 'A thing got a number' },
    data: Type.Object({ number: Type.Integer(), padding: Type.Optional(Type.String()) }),
  });
  const numberedV2 = defineEvent({
    type: `cn.yuanqu.test.${name}.numbered.v2`,
    summary: { zh: '演示事件', en: 'A thing got a number' },
    data: Type.Object({ value: Type.Integer() }),
  });
  const topic: Topic = { name: numbered.topic, service: 'test', partitions: 4 };
  return { name, numbered, numberedV2, topic, group: `${name}.reader.v1` };
}

/** The n-th event of a thing. */
export const numbered = (
  { numbered: definition }: Thing,
  subject: string,
  number: number,
  padding?: string,
): NewEvent =>
  newEvent(definition, {
    subject,
    revision: number,
    time: new Date(),
    data: { number, ...(padding !== undefined && { padding }) },
  });

/** `count` events from `first` on, spread evenly over ten things: each thing's numbers rise. */
export const run = (thing: Thing, first: number, count: number): NewEvent[] =>
  Array.from({ length: count }, (_, i) => numbered(thing, `thing-${(first + i) % 10}`, first + i));
