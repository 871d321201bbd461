import { permissions, type Resource } from '../auth/permissions.ts';
import { roles } from '../auth/roles.ts';
import { describe, expect, it } from 'vitest';
import { authorisationTable, columns, rightsInTable } from './authorisation-table.ts';

describe('the permissions that every service enforces', () => {
  it.each(roles.flatMap((role) => columns.map((column) => [role, column] as const)))(
    'give %s in %s what the table says and no more',
    (role, column) => {
      expect(permissions[role][column] ?? {}).toEqual(rightsInTable(role, column));
    },
  );

  it('have no column that the table lacks, but units, which go with occupancy', () => {
    const known: readonly Resource[] = [...columns, 'units'];
    for (const role of roles) expect(known).toEqual(expect.arrayContaining(Object.keys(permissions[role])));
  });

  it.each(roles.filter((role) => role !== 'operator-client'))(
    'give %s the same over units as over occupancy',
    (role) => {
      expect(permissions[role].units).toEqual(permissions[role].occupancy);
    },
  );

  it('let an operator’s system read the units that it reports on', () => {
    expect(permissions['operator-client'].units).toEqual({ read: 'park' });
  });
});

describe('the table', () => {
  it.each(roles)('has a cell in every column for %s', (role) => {
    expect(authorisationTable[role].cells).toHaveLength(columns.length);
  });

  it('keeps duties apart: who administers, who watches and who locks have no right in common but to look', () => {
    const writes = (role: 'administrator' | 'auditor' | 'security-officer') =>
      columns.flatMap((column) =>
        Object.keys(rightsInTable(role, column))
          .filter((action) => action !== 'read' && column !== 'inbox')
          .map((action) => `${column} ${action}`),
      );
    expect(writes('auditor')).toEqual([]);
    expect(writes('security-officer')).toEqual(['accounts lock']);
    expect(writes('administrator')).toEqual(['dead-letters write', 'accounts write']);
  });

  it('lets nobody both enter and decide on money', () => {
    for (const role of roles)
      for (const column of ['loans', 'budgets'] as const)
        expect(Object.keys(rightsInTable(role, column))).not.toEqual(
          expect.arrayContaining(['write', 'decide']),
        );
  });
});
