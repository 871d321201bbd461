import { describe, expect, it } from 'vitest';
import { keyVault, UnopenableSeal } from './key-vault.ts';

const secret = 'a secret of at least thirty-two characters';
const plain = Buffer.from('-----BEGIN PRIVATE KEY-----');

describe('the key vault', () => {
  it('opens what it sealed', () => {
    const vault = keyVault(secret);
    expect(vault.open(vault.seal(plain, 'k1'), 'k1')).toEqual(plain);
    expect(keyVault(secret).open(vault.seal(plain, 'k1'), 'k1')).toEqual(plain);
  });

  it('shows nothing of what it sealed, and never the same twice', () => {
    const vault = keyVault(secret);
    const sealed = vault.seal(plain, 'k1');
    expect(sealed.includes(plain)).toBe(false);
    expect(sealed).not.toEqual(vault.seal(plain, 'k1'));
  });

  it('refuses another secret, another label and a changed bit', () => {
    const sealed = keyVault(secret).seal(plain, 'k1');
    expect(() => keyVault(`${secret}!`).open(sealed, 'k1')).toThrow(UnopenableSeal);
    expect(() => keyVault(secret).open(sealed, 'k2')).toThrow(UnopenableSeal);
    const changed = Buffer.from(sealed);
    changed[sealed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(() => keyVault(secret).open(changed, 'k1')).toThrow(UnopenableSeal);
  });
});
