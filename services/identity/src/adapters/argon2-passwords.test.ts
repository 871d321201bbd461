import { describe, expect, it } from 'vitest';
import { argon2Passwords, standardCost } from './argon2-passwords.ts';
import { boundedWork } from './bounded-work.ts';
import { parsePhc } from './phc-string.ts';

const cheap = { memoryKiB: 64, passes: 1, parallelism: 1 };
const passwords = (cost = cheap) => argon2Passwords(boundedWork(2, 10), cost);

describe('password hashing', () => {
  it('recognises the password and no other', async () => {
    const { hash, verify } = passwords();
    const kept = await hash('Sommer-2026');
    expect(await verify('Sommer-2026', kept)).toBe(true);
    expect(await verify('sommer-2026', kept)).toBe(false);
  });

  it('never makes the same hash of the same password', async () => {
    const { hash } = passwords();
    expect(await hash('Sommer-2026')).not.toBe(await hash('Sommer-2026'));
  });

  it('takes a composed and a decomposed ü for the same', async () => {
    const { hash, verify } = passwords();
    expect(await verify('u\u0308bung-2026', await hash('\u00fcbung-2026'))).toBe(true);
  });

  it('is false without a hash, after the same work', async () => {
    const { verify } = passwords();
    expect(await verify('whatever', undefined)).toBe(false);
  });

  it('checks hashes of another cost and says which were made more cheaply', async () => {
    const kept = await passwords().hash('Sommer-2026');
    const dearer = passwords({ ...cheap, passes: 2 });
    expect(await dearer.verify('Sommer-2026', kept)).toBe(true);
    expect(dearer.isOutdated(kept)).toBe(true);
    expect(passwords().isOutdated(kept)).toBe(false);
  });

  it('keeps what it needs beside the hash, at the cost that OWASP names first', async () => {
    const { hash } = passwords(standardCost);
    const kept = await hash('Sommer-2026');
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(parsePhc(kept).cost).toEqual(standardCost);
  });

  it('does not mistake anything else for a hash', () => {
    expect(() => parsePhc('$2b$10$abcdefghijklmnopqrstuv')).toThrow('PHC');
  });
});
