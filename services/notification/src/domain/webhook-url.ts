import { AppError } from '@yuanqu/domain';

const maxLength = 2_000;

/**
 * Reads the URL of a webhook: https, without credentials in it; http only to this machine and only where that is
 * allowed. Errors: `notification.invalid-webhook-url`. Whether its host may be called is judged when it is resolved.
 */
export function parseWebhookUrl(text: string, allowLoopback: boolean): string | AppError {
  const url = text.length <= maxLength && URL.canParse(text) ? new URL(text) : undefined;
  if (!url) return refused(`is not a URL of at most ${maxLength} characters such as https://example.cn/hook`);
  if (url.username !== '' || url.password !== '') return refused('must not hold a user name or password');
  if (url.protocol === 'https:') return url.href;
  if (url.protocol === 'http:' && allowLoopback && isLoopback(url.hostname)) return url.href;
  return refused('must begin with https://');
}

/** Whether a host name stands for this machine. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);

const refused = (detail: string): AppError =>
  new AppError('notification.invalid-webhook-url', 'invalid', `The webhook's URL ${detail}.`, {
    errors: [{ pointer: '/url', code: 'url', detail }],
  });
