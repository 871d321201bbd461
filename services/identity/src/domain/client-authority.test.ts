import { describe, expect, it } from 'vitest';
import { checkOwner, checkReach, type ClientAuthority } from './client-authority.ts';

const operator: ClientAuthority = { kind: 'operator', operator: 'operator-ip', parks: ['ip', 'hr'] };

describe('an operator', () => {
  it('manages its own clients and does not even learn of others', () => {
    expect(checkOwner(operator, { operator: 'operator-ip' })).toBeUndefined();
    expect(checkOwner(operator, { operator: 'operator-hr' })?.code).toBe('client.unknown');
    expect(checkOwner(operator, undefined)?.code).toBe('client.unknown');
  });

  it('gives its clients no park that it does not have itself', () => {
    expect(checkReach(operator, { operator: 'operator-ip', parks: ['hr'] })).toBeUndefined();
    expect(checkReach(operator, { operator: 'operator-ip', parks: ['ip', 'legal'] })?.code).toBe(
      'client.other-park',
    );
    expect(checkReach(operator, { operator: 'operator-hr', parks: ['hr'] })?.code).toBe(
      'client.other-operator',
    );
  });
});

describe('the district', () => {
  it.each(['administrator', 'security'] as const)('manages all clients as %s', (kind) => {
    expect(checkOwner({ kind }, { operator: 'operator-hr' })).toBeUndefined();
    expect(checkReach({ kind }, { operator: 'operator-hr', parks: ['legal'] })).toBeUndefined();
  });
});
