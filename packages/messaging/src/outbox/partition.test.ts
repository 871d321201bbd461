import { expect, test } from 'vitest';
import { partitionOf } from './partition.ts';

// org.apache.kafka.common.utils.UtilsTest.testMurmur2
const vectors: readonly (readonly [key: string, murmur2: number])[] = [
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
];

test.each(vectors)('%s falls where Kafka’s own clients put it', (key, hash) => {
  const positive = hash & 0x7fffffff;
  expect(partitionOf(key, 0x7fffffff)).toBe(positive % 0x7fffffff);
  for (const count of [1, 3, 4, 12, 100]) expect(partitionOf(key, count)).toBe(positive % count);
});

test('keys of people’s own languages are hashed by their UTF-8 bytes', () => {
  expect(partitionOf('软件园-1', 12)).toBe(partitionOf(Buffer.from('软件园-1').toString(), 12));
  expect(partitionOf('软件园-1', 1_000_000)).not.toBe(partitionOf('软件园-2', 1_000_000));
});
