import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeThing, numbered } from '../../contract/thing.ts';
import { groupByHead } from './group-by-head.ts';
import { partitionOf } from './partition.ts';

const thing = makeThing();

test('each event gets its head and the next place there, in the given order', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 })), fc.integer({ min: 1, max: 12 }), (subjects, count) => {
      const events = subjects.map((subject, n) => numbered(thing, subject, n));
      const { heads, headOfEach, placeOfEach } = groupByHead(events, () => count);
      const next = new Map<number, number>();
      for (const [i, subject] of subjects.entries()) {
        const head = heads[(headOfEach[i] ?? 0) - 1];
        expect(head).toMatchObject({ topic: thing.topic.name, partition: partitionOf(subject, count) });
        const place = (next.get(headOfEach[i] ?? 0) ?? 0) + 1;
        next.set(headOfEach[i] ?? 0, place);
        expect(placeOfEach[i]).toBe(place);
      }
      expect(heads.map(({ events }) => events)).toEqual(heads.map((_, i) => next.get(i + 1)));
    }),
  );
});
