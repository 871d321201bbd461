import { describe, expect, it } from 'vitest';
import { normalizeUsername, usernamePattern } from './username.ts';

describe('a user name', () => {
  it('is found however it is typed', () => {
    expect(normalizeUsername('  Li.SI ')).toBe('li.si');
    expect(normalizeUsername('ａｓｓｅｓｓｏｒ')).toBe('assessor');
  });

  it.each(['approver-1', 'li.si', 'a_b'])('may be %s', (name) => {
    expect(name).toMatch(new RegExp(usernamePattern));
  });

  it.each(['a', 'Li', '-a', '张三', 'a b', 'x'.repeat(41)])('may not be %s', (name) => {
    expect(name).not.toMatch(new RegExp(usernamePattern));
  });
});
