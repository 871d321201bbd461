import { describe, expect, it } from 'vitest';
import { readStatus } from './occupancy-status.ts';

describe('a status', () => {
  it.each([
    ['let', 'let'],
    ['under-works', 'under-works'],
    ['under works', 'under-works'],
    ['under_works', 'under-works'],
    [' Under  Works ', 'under-works'],
    ['VACANT', 'vacant'],
    ['ｌｅｔ', 'let'],
    ['已租', 'let'],
    ['装修中', 'under-works'],
    ['停用', 'withdrawn'],
  ])('%j is read as %s', (text, status) => {
    expect(readStatus(text)).toBe(status);
  });

  it.each(['', 'rented', 'letting', 'under', 'constructor', 'x'.repeat(100_000)])('%.20j is none', (text) => {
    expect(readStatus(text)).toBeUndefined();
  });
});
