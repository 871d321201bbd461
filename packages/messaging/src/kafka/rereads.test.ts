import { pino } from 'pino';
import { expect, test } from 'vitest';
import { makeRereads } from './rereads.ts';

const partition = { topic: 't', partition: 0 };
const gap = new Error('a gap');

function searching(missing = 10n, offset = '5000') {
  let searches = 0;
  const rereads = makeRereads({
    log: pino({ level: 'silent' }),
    count: () => searches++,
    firstRepeatMs: 1_000,
  });
  const began = rereads.gapAt(partition, offset, missing, gap);
  return { rereads, began, searches: () => searches };
}

test('a gap is first searched for a little further back, by more than what is missing', () => {
  expect(searching().began).toEqual({ fromOffset: '3980', afterMs: 0 });
});

test('near the beginning of the log it is searched from there', () => {
  expect(searching(10n, '500').began).toEqual({ fromOffset: '0', afterMs: 0 });
});

test('while searching, gaps are passed over up to the end of the log', () => {
  const { rereads } = searching();
  expect(rereads.gapAt(partition, '4000', 10n, gap)).toBeUndefined();
});

test('a search that meets no gap up to the end is over, and the next gap begins a new one', () => {
  const { rereads, searches } = searching();
  expect(rereads.endReached(partition)).toBeUndefined();
  expect(rereads.gapAt(partition, '6000', 1n, gap)).toEqual({ fromOffset: '4998', afterMs: 0 });
  expect(searches()).toBe(2);
});

test('a search in vain is repeated once from the earliest, then ever more rarely', () => {
  const { rereads } = searching();
  const inVain = () => {
    rereads.gapAt(partition, '5000', 10n, gap);
    return rereads.endReached(partition);
  };
  expect(inVain()).toEqual({ fromOffset: '0', afterMs: 0 });
  expect([inVain(), inVain(), inVain()].map((again) => again?.afterMs)).toEqual([1_000, 2_000, 4_000]);
  for (let i = 0; i < 10; i++) inVain();
  expect(inVain()).toEqual({ fromOffset: '0', afterMs: 16_000 });
});

test('partitions are searched by themselves', () => {
  const { rereads } = searching();
  expect(rereads.gapAt({ topic: 't', partition: 1 }, '5000', 10n, gap)).toBeDefined();
});
