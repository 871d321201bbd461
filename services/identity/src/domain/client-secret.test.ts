import { describe, expect, it } from 'vitest';
import { checkRetirement, checkRotation, type ClientSecret } from './client-secret.ts';

const now = new Date('2026-11-02T00:00:00Z');
const secret = (id: string, expiresAt?: string): ClientSecret => ({
  id,
  createdAt: new Date('2026-01-01T00:00:00Z'),
  ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt) }),
});

describe('the rotation of a client’s secret', () => {
  it('begins when one is valid, and not again while two are', () => {
    expect(checkRotation([secret('a')], now)).toBeUndefined();
    expect(checkRotation([secret('a', '2026-11-05T00:00:00Z'), secret('b')], now)?.code).toBe(
      'client.rotation-under-way',
    );
  });

  it('may begin again once the old one has expired', () => {
    expect(checkRotation([secret('a', '2026-11-02T00:00:00Z'), secret('b')], now)).toBeUndefined();
  });

  it('ends early by retiring the old one, never the newest', () => {
    const both = [secret('a', '2026-11-05T00:00:00Z'), secret('b')];
    expect(checkRetirement(both, 'a')).toBeUndefined();
    expect(checkRetirement(both, 'b')?.code).toBe('client.last-secret');
    expect(checkRetirement([secret('a')], 'a')?.code).toBe('client.last-secret');
    expect(checkRetirement(both, 'c')?.code).toBe('client.unknown-secret');
  });
});
