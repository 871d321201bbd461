/** The roles of people and systems; identity owns them. The chassis' permission table says what each may do. */
export const roles = [
  'district-leader',
  'leading-group-office',
  'task-force',
  'park-operator',
  'operator-client',
  'enterprise',
  'finance-officer',
  'approver',
  'assessor',
  'auditor',
  'security-officer',
  'administrator',
] as const;

export type Role = (typeof roles)[number];

/** The roles a person can have; `operator-client` is for systems alone. */
export const personRoles = roles.filter((role): role is PersonRole => role !== 'operator-client');

export type PersonRole = Exclude<Role, 'operator-client'>;

/** Roles that tolerate no other beside them: duties that watch each other, and outsiders. */
export const soleRoles: readonly PersonRole[] = [
  'administrator',
  'security-officer',
  'auditor',
  'park-operator',
  'enterprise',
];

/** Pairs that one person must not unite: who enters does not approve, and reopening a month takes two. */
export const rivalRoles: readonly (readonly [PersonRole, PersonRole])[] = [
  ['finance-officer', 'approver'],
  ['leading-group-office', 'assessor'],
];

/** Roles whose rights reach as far as the parks that are listed for the person. */
export const parkRoles: readonly PersonRole[] = ['task-force', 'park-operator'];
