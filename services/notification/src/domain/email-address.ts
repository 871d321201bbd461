import { AppError } from '@yuanqu/domain';

// One mailbox, nothing that could be read as a second recipient or a header. RFC 5321: local part 64, whole 254.
const mailbox = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i;

/** Reads one e-mail address. Errors: `notification.invalid-email`. */
export function parseEmailAddress(text: string): string | AppError {
  const address = text.trim();
  if (address.length <= 254 && mailbox.test(address)) return address;
  return new AppError(
    'notification.invalid-email',
    'invalid',
    'This is not an e-mail address such as name@example.cn; give one address and nothing else.',
    { errors: [{ pointer: '/address', code: 'email', detail: 'is not one e-mail address' }] },
  );
}
