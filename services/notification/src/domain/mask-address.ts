import type { OutsideChannel } from './channel.ts';
import { maskPhoneNumber } from './sms/phone-number.ts';
import { partsOfSealed } from './sms/sealed-target.ts';

/** An address as others than its owner may see it: enough to tell two apart, not enough to write to. */
export const maskAddress = (channel: OutsideChannel, target: string): string => masks[channel](target);

const masks: Readonly<Record<OutsideChannel, (target: string) => string>> = {
  email: maskEmail,
  webhook: maskUrl,
  // A chat is shown by its name: its token never gets here.
  robot: (name) => name,
  sms: (target) => (target.includes('#') ? partsOfSealed(target).mask : maskPhoneNumber(target)),
};

function maskEmail(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '***' : `${address.slice(0, 1)}***${address.slice(at)}`;
}

// Paths and queries of webhooks often are the receiver's secret (robots of WeCom and DingTalk).
function maskUrl(url: string): string {
  return `${/^https?:\/\/[^/?#]*/.exec(url)?.[0] ?? '***'}/***`;
}
