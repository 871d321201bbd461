import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { HashSecret, MatchesSecret, NewPassword, NewSecret } from '../usecases/ports.ts';

/** SHA-256: fast, which is right for secrets that cannot be guessed. */
export const hashSecret: HashSecret = (secret) => createHash('sha256').update(secret).digest();

/** A secret of 256 random bits in base64url; `prefix` tells what it is when it turns up where it shouldn't. */
export const newSecret =
  (prefix: string): NewSecret =>
  () => {
    const secret = prefix + randomBytes(32).toString('base64url');
    return { secret, hash: hashSecret(secret) };
  };

export const matchesSecret: MatchesSecret = (secret, hash) => timingSafeEqual(hashSecret(secret), hash);

// Without 0, 1, i, l, o: people read them to one another. 31 characters, so 16 of them are 79 bits.
const readable = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password for one use, such as `k7mf-x2qd-9hte-wvua`. */
export const readablePassword: NewPassword = () =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => readable.charAt(randomInt(readable.length))).join(''),
  ).join('-');
