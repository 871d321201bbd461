import { expect, it } from 'vitest';
import { masked } from './masked.ts';

it.each([
  ['林小明', '林**'],
  ['𠮷田', '𠮷*'],
  ['13812345678', '138****5678'],
  ['+86 138 1234 5678', '+86****5678'],
  ['', ''],
])('masks %s as %s', (text, expected) => {
  expect(masked(text)).toBe(expected);
});
