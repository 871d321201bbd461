import { describe, expect, it } from 'vitest';
import { hashSecret, matchesSecret, newSecret, readablePassword } from './random-secret.ts';

describe('a secret', () => {
  it('is long, marked by its prefix, and never the same', () => {
    const { secret, hash } = newSecret('yqs_')();
    expect(secret).toMatch(/^yqs_[\w-]{43}$/);
    expect(hash).toEqual(hashSecret(secret));
    expect(newSecret('yqs_')().secret).not.toBe(secret);
  });

  it('is recognised by its hash', () => {
    expect(matchesSecret('one', hashSecret('one'))).toBe(true);
    expect(matchesSecret('other', hashSecret('one'))).toBe(false);
  });
});

describe('a password for one use', () => {
  it('can be read to somebody, and satisfies the policy by its length', () => {
    expect(readablePassword()).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/);
    expect(new Set(Array.from({ length: 100 }, readablePassword)).size).toBe(100);
  });
});
