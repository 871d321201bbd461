import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { PasswordHashing } from '../usecases/ports.ts';
import type { BoundedWork } from './bounded-work.ts';
import { type Argon2Cost, formatPhc, parsePhc } from './phc-string.ts';

/** OWASP's first choice for argon2id: 19 MiB, 2 passes, 1 lane; about 50 ms of one core. */
export const standardCost: Argon2Cost = { memoryKiB: 19_456, passes: 2, parallelism: 1 };

const saltBytes = 16;
const hashBytes = 32;

/** Passwords hashed by argon2id on the thread pool, so many at once as `bounded` lets. */
export function argon2Passwords(bounded: BoundedWork, cost: Argon2Cost = standardCost): PasswordHashing {
  const hash = (password: string): Promise<string> =>
    bounded(async () => {
      const salt = randomBytes(saltBytes);
      return formatPhc({ cost, salt, hash: await derive(password, salt, cost, hashBytes) });
    });
  // Nobody's password: checking against it costs what checking costs.
  const decoy = formatPhc({ cost, salt: randomBytes(saltBytes), hash: randomBytes(hashBytes) });
  const verify = (password: string, stored: string | undefined): Promise<boolean> =>
    bounded(async () => {
      const known = parsePhc(stored ?? decoy);
      const derived = await derive(password, known.salt, known.cost, known.hash.length);
      return timingSafeEqual(derived, known.hash) && stored !== undefined;
    });
  return { hash, verify, isOutdated: (stored) => isCheaper(parsePhc(stored).cost, cost) };
}

const isCheaper = (old: Argon2Cost, present: Argon2Cost): boolean =>
  old.memoryKiB < present.memoryKiB || old.passes < present.passes || old.parallelism < present.parallelism;

const argon2Async = promisify(argon2);

/** Two keyboards may write the same character differently: NFC makes them one (RFC 8265 OpaqueString). */
const derive = (password: string, salt: Buffer, cost: Argon2Cost, tagLength: number): Promise<Buffer> =>
  argon2Async('argon2id', {
    message: password.normalize('NFC'),
    nonce: salt,
    memory: cost.memoryKiB,
    passes: cost.passes,
    parallelism: cost.parallelism,
    tagLength,
  });
