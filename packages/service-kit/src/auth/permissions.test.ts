import { expect, it } from 'vitest';
import { grantFor } from './access.ts';
import { permissions, type Resource } from './permissions.ts';
import type { Principal } from './principal.ts';
import { type Role, roles } from './roles.ts';

const columns: readonly Resource[] = [
  'occupancy',
  'enterprises',
  'applications',
  'policies',
  'operators',
  'figures',
  'chain',
  'loans',
  'budgets',
  'renovation',
  'tasks',
  'inbox',
  'dead-letters',
  'accounts',
  'audit',
];

// The platform's table of roles, line by line: R read, W write, D decide, o own, - nothing.
const table: Readonly<Record<Role, string>> = {
  'district-leader': 'R R R R D R R R R D D o - - -',
  'leading-group-office': 'R R R D W D W R R D W o - - -',
  'task-force': 'R R D R W R W R R W W o - - -',
  'park-operator': 'W W W R R R R W - R W o R W -',
  'operator-client': 'W - - - - R - - - - - - R - -',
  enterprise: 'R W W R - - R W - - - o - - -',
  'finance-officer': 'R R R R R R R W W R R o - - -',
  approver: 'R R R R R R R D D R R o - - -',
  assessor: 'R R R R W D W - - R R o - - -',
  auditor: 'R R R R R R R R R R R o R R R',
  'security-officer': '- - - - - - - - - - - o - R R',
  administrator: 'R - - - - - - - - - - o W W -',
};

const letterFor = (role: Role, resource: Resource): string => {
  const rights = permissions[role][resource];
  if (!rights) return '-';
  if (resource === 'inbox') return rights.read === 'own' && rights.write === 'own' ? 'o' : '?';
  return rights.decide ? 'D' : rights.write ? 'W' : rights.read ? 'R' : '-';
};

it.each(roles)('%s may what the table says and no more', (role) => {
  expect(columns.map((resource) => letterFor(role, resource)).join(' ')).toBe(table[role]);
});

it.each(roles.filter((role) => role !== 'operator-client'))(
  '%s has the same rights over units as over occupancy',
  (role) => {
    expect(permissions[role].units).toEqual(permissions[role].occupancy);
  },
);

it("lets an operator's client read the units it reports on, and write nothing but its stream", () => {
  expect(permissions['operator-client']).toMatchObject({
    occupancy: { write: 'park' },
    units: { read: 'park' },
  });
  expect(permissions['operator-client'].units?.write).toBeUndefined();
});

it('gives nobody both the entering and the approving of loans', () => {
  expect(roles.filter((role) => permissions[role].loans?.write && permissions[role].loans.decide)).toEqual(
    [],
  );
});

const principal = (held: readonly Role[], parks: Principal['parks']): Principal => ({
  subject: 'x',
  name: 'x',
  kind: 'person',
  roles: held,
  parks,
  tokenExpiresAt: new Date(),
});

it('grants the widest scope among the roles', () => {
  const both = principal(['task-force', 'finance-officer'], ['software']);
  expect(grantFor(both, 'units', 'read')).toEqual({ scope: 'district', parks: '*' });
  expect(grantFor(both, 'applications', 'decide')).toEqual({ scope: 'park', parks: ['software'] });
  expect(grantFor(both, 'policies', 'decide')).toBeUndefined();
});
