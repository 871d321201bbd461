import { describe, expect, it } from 'vitest';
import { checkPassword } from './password-policy.ts';

describe('checkPassword', () => {
  it.each(['Sommer-2026', 'correct horse battery', '泉州软件园-Quan1', 'aB3 aB3 cD', '𠮷野家Yoshinoya1'])(
    'takes %s',
    (password) => {
      expect(checkPassword(password, 'li.si')).toBeUndefined();
    },
  );

  it.each([
    ['aB3-aB3-c', 'shorter than 10'],
    ['lowercaseonly', 'three of'],
    ['abcdef123456', 'three of'],
    ['Li.Si-2026-xy', 'user name'],
    ['aA1aA1aA1aA1', 'five different'],
    [`aB3-${'x'.repeat(130)}`, 'longer than 128'],
  ])('refuses %s: %s', (password, why) => {
    expect(checkPassword(password, 'li.si')).toMatchObject({
      code: 'password.weak',
      message: expect.stringContaining(why) as string,
    });
  });
});
