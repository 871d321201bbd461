import type { OutsideChannel } from './channel.ts';

/** An address as others than its owner may see it: enough to tell two apart, not enough to write to. */
export const maskAddress = (channel: OutsideChannel, target: string): string =>
  channel === 'email' ? maskEmail(target) : maskUrl(target);

function maskEmail(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '***' : `${address.slice(0, 1)}***${address.slice(at)}`;
}

// Paths and queries of webhooks often are the receiver's secret (robots of WeCom and DingTalk).
const maskUrl = (url: string): string => `${/^https?:\/\/[^/?#]*/.exec(url)?.[0] ?? '***'}/***`;
