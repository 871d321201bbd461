import { expect, it } from 'vitest';
import { preferredLanguage } from './language.ts';

it.each([
  [undefined, 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en-GB,zh;q=0.9', 'en'],
  ['en;q=0.1, zh-Hans', 'zh'],
  ['fr', 'en'],
  ['zh;q=nonsense', 'en'],
  ['*', 'en'],
])('answers %s in %s', (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});
