/** The roles that identity gives to people and clients; `roles.md`'s rows. */
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

export const isRole = (name: string): name is Role => (roles as readonly string[]).includes(name);
