import { roles as chassisRoles } from '@yuanqu/service-kit';
import { describe, expect, it } from 'vitest';
import { parkRoles, personRoles, rivalRoles, roles, soleRoles } from './roles.ts';

describe('the roles', () => {
  it('are those that the permission table of every service knows', () => {
    expect(new Set(roles)).toEqual(new Set(chassisRoles));
  });

  it('give people all but the role of systems', () => {
    expect(personRoles).not.toContain('operator-client');
    expect(personRoles).toHaveLength(roles.length - 1);
  });

  it('are named in the rules about them by roles that people can have', () => {
    for (const role of [...soleRoles, ...parkRoles, ...rivalRoles.flat()])
      expect(personRoles).toContain(role);
  });
});
