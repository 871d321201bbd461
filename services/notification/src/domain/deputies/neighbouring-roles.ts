/**
 * Who may be told in the stead of a role that one person alone holds: the next lower or a neighbouring one. It is about being
 * told and confirming that it was read; what the role decides stays its own.
 */
export const neighbouringRoles: Readonly<Record<string, readonly string[]>> = {
  'district-leader': ['leading-group-office'],
  'leading-group-office': ['assessor', 'district-leader'],
  assessor: ['leading-group-office'],
  'finance-officer': ['approver'],
  approver: ['finance-officer'],
  auditor: ['security-officer'],
  'security-officer': ['auditor'],
  administrator: ['security-officer'],
  'task-force': ['leading-group-office'],
};
