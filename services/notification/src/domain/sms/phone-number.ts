import { AppError } from '@yuanqu/domain';

// A mobile number of the mainland, with or without +86 and the spaces that people write.
const mobile = /^(?:\+?86)?(1[3-9]\d{9})$/;

/** Reads a mobile number; answers it in E.164. Errors: `notification.invalid-phone`. */
export function parsePhoneNumber(text: string): string | AppError {
  const [, number] = mobile.exec(text.replaceAll(/[\s-]/g, '')) ?? [];
  if (number !== undefined) return `+86${number}`;
  const detail = 'is not a mobile number of eleven digits such as 13800000000';
  return new AppError(
    'notification.invalid-phone',
    'invalid',
    `手机号码有误，请填写11位手机号码。 This ${detail}.`,
    { errors: [{ pointer: '/phone', code: 'phone', detail }] },
  );
}

/** The number as anybody may see it, its owner too: 138****0000. */
export const maskPhoneNumber = (phone: string): string => {
  const digits = phone.replace(/^\+86/, '');
  return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
};
