import { AppError } from '@yuanqu/domain';
import { describe, expect, it } from 'vitest';
import { parseEmailAddress } from './email-address.ts';
import { parseWebhookUrl } from './webhook-url.ts';

describe('an e-mail address', () => {
  it.each([' official@example.cn ', 'a.b+c@sub.example.com.cn'])('%j is one', (text) => {
    expect(parseEmailAddress(text)).toBe(text.trim());
  });

  it.each([
    '',
    'official',
    '@example.cn',
    'a@b',
    'a@example.cn,b@example.cn',
    'a@example.cn\r\nBcc: b@example.cn',
    '"a" <a@example.cn>',
    `${'a'.repeat(65)}@example.cn`,
    `a@${'b.'.repeat(130)}cn`,
  ])('%j is none', (text) => {
    expect(parseEmailAddress(text)).toMatchObject({ code: 'notification.invalid-email', kind: 'invalid' });
  });
});

describe('a webhook’s URL', () => {
  it('is https', () => {
    expect(parseWebhookUrl('https://example.cn/hook?key=1', false)).toBe('https://example.cn/hook?key=1');
  });

  it.each([
    'http://example.cn/hook',
    'ftp://example.cn/',
    'file:///etc/passwd',
    'https://user:password@example.cn/',
    'nonsense',
    '',
    'http://127.0.0.1/',
    `https://example.cn/${'x'.repeat(2_000)}`,
  ])('%j is refused', (text) => {
    expect(parseWebhookUrl(text, false)).toBeInstanceOf(AppError);
  });

  it.each(['http://127.0.0.1:8080/', 'http://localhost/', 'http://[::1]/', 'http://2130706433/'])(
    '%s is taken only where this machine may be called',
    (text) => {
      expect(parseWebhookUrl(text, true)).toBe(new URL(text).href);
      expect(parseWebhookUrl(text, false)).toBeInstanceOf(AppError);
    },
  );

  it('over http elsewhere is refused even then', () => {
    expect(parseWebhookUrl('http://127.0.0.1.example.cn/', true)).toBeInstanceOf(AppError);
  });
});
