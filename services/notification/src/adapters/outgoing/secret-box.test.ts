import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newSecret } from '../webhook/new-secret.ts';
import { secretBox } from './secret-box.ts';

describe('a sealed secret', () => {
  const box = secretBox(randomBytes(32));
  const secret = newSecret();

  it('opens for its owner and shows nothing of itself', () => {
    const sealed = box.seal(secret, 'owner');
    expect(box.open(sealed, 'owner')).toBe(secret);
    expect(sealed.toString('latin1')).not.toContain(secret);
    expect(box.seal(secret, 'owner').equals(sealed)).toBe(false);
  });

  it('does not open for another owner, with another key, or changed', () => {
    const sealed = box.seal(secret, 'owner');
    expect(() => box.open(sealed, 'other')).toThrow('unable to authenticate data');
    expect(() => secretBox(randomBytes(32)).open(sealed, 'owner')).toThrow('unable to authenticate data');
    sealed[20] = (sealed[20] ?? 0) ^ 1;
    expect(() => box.open(sealed, 'owner')).toThrow('unable to authenticate data');
  });
});
