import { randomBytes } from 'node:crypto';

/** A signing secret as Standard Webhooks writes it: 24 random bytes in base64 behind `whsec_`. */
export const newSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`;
