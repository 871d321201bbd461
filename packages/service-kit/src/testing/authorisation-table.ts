import type { Action, Resource, Rights, Scope } from '../auth/permissions.ts';
import type { Role } from '../auth/roles.ts';

/**
 * Who may do what, as the district wrote it down: the source that permissions are held against. R read, W enter or
 * change, D decide; a word beside them is a right of its own; "own" narrows the row's scope. W and D include R.
 */
export const authorisationTable: Readonly<Record<Role, AuthorisationRow>> = {
  'district-leader': district('R | R | R | R | D | R | R | R | R | D | D | own | - | - | - | -'),
  'leading-group-office': district(
    'R | R | R | D | W | D publish reopen | W | R | R | D | W | own | - | - | - | -',
  ),
  'task-force': park('R | R | D | R | W | R | W | R | R | W | W | own | - | - | - | R'),
  'park-operator': park('W | W | W | R | R own | R appeal | R | W | - | R | W | own | R own | W own | - | -'),
  'operator-client': park('stream | - | - | - | - | R own | - | - | - | - | - | - | R own | - | - | -'),
  enterprise: own('R | W | W | R all | - | - | R all | W | - | - | - | own | - | - | - | -'),
  'finance-officer': district('R | R | R | R | R | R | R | W | W | R | R | own | - | - | - | R'),
  approver: district('R | R | R | R | R | R | R | D | D | R | R | own | - | - | - | R'),
  assessor: district('R | R | R | R | W | W D close reopen | W | - | - | R | R | own | - | - | - | -'),
  auditor: district('R | R | R | R | R | R | R | R | R | R | R | own | R | R | R | R'),
  'security-officer': district('- | - | - | - | - | - | - | - | - | - | - | own | - | R lock | R | -'),
  administrator: district('R | - | - | - | - | - | - | - | - | - | - | own | W | W | - | -'),
};

/** The columns; `unmasked` is the note below the table: personal data in the clear. Units go with occupancy. */
export const columns = [
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
  'unmasked',
] as const satisfies readonly Resource[];

export type Column = (typeof columns)[number];

export interface AuthorisationRow {
  /** How far a right reaches where the cell doesn't say. */
  readonly scope: Scope;
  readonly cells: readonly string[];
}

/** The rights that the table gives a role in a column. */
export function rightsInTable(role: Role, column: Column): Rights {
  const { scope, cells } = authorisationTable[role];
  const words = (cells[columns.indexOf(column)] ?? '-').split(' ');
  const reach = words.includes('own') ? 'own' : words.includes('all') ? 'district' : scope;
  return Object.fromEntries(words.flatMap(actionsOf).map((action) => [action, reach]));
}

const actions: Readonly<Record<string, readonly Action[]>> = {
  R: ['read'],
  W: ['read', 'write'],
  D: ['read', 'decide'],
  // Writes without reading: a system reports, and is told what became of it.
  stream: ['write'],
  appeal: ['appeal'],
  publish: ['publish'],
  reopen: ['reopen'],
  close: ['close'],
  lock: ['lock'],
};

function actionsOf(word: string, _index: number, words: readonly string[]): readonly Action[] {
  if (word === 'own' && words.length === 1) return ['read', 'write'];
  return actions[word] ?? [];
}

function district(cells: string): AuthorisationRow {
  return { scope: 'district', cells: cells.split(' | ') };
}

function park(cells: string): AuthorisationRow {
  return { scope: 'park', cells: cells.split(' | ') };
}

function own(cells: string): AuthorisationRow {
  return { scope: 'own', cells: cells.split(' | ') };
}
