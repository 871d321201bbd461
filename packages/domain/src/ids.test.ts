import { describe, expect, it } from 'vitest';
import { isUuid, newId } from './ids.ts';

const timeOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

describe('newId', () => {
  it('is a UUID of version 7 and the RFC variant', () => {
    const ids = Array.from({ length: 2000 }, () => newId());
    expect(ids.filter((id) => !isUuid(id) || id.charAt(14) !== '7')).toEqual([]);
  });

  it('carries the time it was made', () => {
    const farAhead = Date.UTC(2050, 0, 1);
    expect(timeOf(newId(farAhead))).toBe(farAhead);
  });

  it('sorts in the order it was made, past 4,096 a millisecond and when the clock goes back', () => {
    const start = Date.UTC(2060, 0, 1);
    const ids = Array.from({ length: 20_000 }, (_, index) => newId(start - index));
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('isUuid', () => {
  it.each([
    ['0199f3c4-5f00-7000-8000-000000000000', true],
    ['0199F3C4-5F00-7000-8000-000000000000', false],
    ['0199f3c4-5f00-9000-8000-000000000000', false],
    ['0199f3c4-5f00-7000-c000-000000000000', false],
    ['0199f3c45f0070008000000000000000', false],
    ['0199f3c4-5f00-7000-8000-000000000000\n', false],
    ['', false],
  ])('of %j is %s', (text, expected) => {
    expect(isUuid(text)).toBe(expected);
  });
});
