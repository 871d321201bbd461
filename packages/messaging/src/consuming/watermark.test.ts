import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogRecord, Position } from '../log-record.ts';
import { afterWatermark, SequenceGap } from './watermark.ts';

const record = (sequence: number, epoch = 1, followsEpoch: number | null = null): LogRecord => ({
  topic: 't',
  partition: 0,
  epoch,
  sequence: BigInt(sequence),
  followsEpoch,
  key: 'k',
  type: 'x',
  value: '{}',
});
const first = record(1, 1, 0);
const at = (sequence: number, epoch = 1): Position => ({ epoch, sequence: BigInt(sequence) });
const sequences = (records: readonly LogRecord[]) => records.map(({ sequence }) => Number(sequence));

describe('afterWatermark', () => {
  test('skips what is known and takes the dense run behind it', () => {
    const { known, fresh } = afterWatermark(
      at(2),
      [1, 2, 3, 4].map((n) => record(n)),
    );
    expect(known).toBe(2);
    expect(sequences(fresh)).toEqual([3, 4]);
  });

  test('takes the very first event only where nothing came before', () => {
    expect(sequences(afterWatermark(at(0, 0), [first, record(2)]).fresh)).toEqual([1, 2]);
    expect(() => afterWatermark(at(0, 0), [record(2)])).toThrow(SequenceGap);
  });

  test('throws when the next number is missing, and says how many are', () => {
    expect(() => afterWatermark(at(2), [record(2), record(6)])).toThrow(
      expect.objectContaining({ name: 'SequenceGap', missing: 3n, message: 't/0: after 1:2 came 1:6' }),
    );
  });

  test('ends the run before a later gap, and before a repetition', () => {
    expect(sequences(afterWatermark(at(2), [record(3), record(5)]).fresh)).toEqual([3]);
    expect(sequences(afterWatermark(at(2), [record(3), record(4), record(3), record(4)]).fresh)).toEqual([
      3, 4,
    ]);
  });

  describe('a higher epoch', () => {
    test('may repeat numbers of the epoch before', () => {
      const { known, fresh } = afterWatermark(at(10), [record(9), record(10), record(7, 2, 1), record(8, 2)]);
      expect(known).toBe(2);
      expect(sequences(fresh)).toEqual([7, 8]);
    });

    test('must not leave numbers out', () => {
      expect(() => afterWatermark(at(10), [record(12, 2, 1)])).toThrow(SequenceGap);
    });

    test('is entered by its first event only', () => {
      expect(() => afterWatermark(at(10), [record(8, 2)])).toThrow(SequenceGap);
    });

    test('is not entered from an epoch further back', () => {
      expect(() => afterWatermark(at(10), [record(8, 3, 2)])).toThrow(SequenceGap);
    });

    test('makes what is left of lower ones known', () => {
      expect(afterWatermark(at(7, 2), [record(9), record(10)])).toEqual({ known: 2, fresh: [] });
    });
  });
});

test('however a relay repeats itself and however it is cut into batches, each number is taken once, in order', () => {
  const repeats = fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 12 })), { maxLength: 12 });
  const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 60, maxLength: 60 });
  fc.assert(
    fc.property(repeats, cuts, (repeats, cuts) => {
      const log = publishedWith(repeats);
      const taken: number[] = [];
      let watermark = at(0, 0);
      let next = 0;
      for (let i = 0; next < log.length; i++) {
        const batch = log.slice(next, next + (cuts[i % cuts.length] ?? 1));
        const { known, fresh } = afterWatermark(watermark, batch);
        taken.push(...sequences(fresh));
        watermark = fresh.at(-1) ?? watermark;
        next += known + fresh.length;
      }
      expect(taken).toEqual(Array.from({ length: taken.length }, (_, i) => i + 1));
      expect(taken.length).toBe(Math.max(...sequences(log)));
    }),
  );
});

/** What lies in the log when a relay goes back by so many, and on by so many, again and again. */
function publishedWith(repeats: readonly (readonly [back: number, on: number])[]): readonly LogRecord[] {
  const log = [first];
  let last = 1;
  for (const [back, on] of repeats) {
    const from = Math.max(1, last - back);
    for (let n = from; n < from + back + on; n++) log.push(n === 1 ? first : record(n));
    last = Math.max(last, from + back + on - 1);
  }
  return log;
}
