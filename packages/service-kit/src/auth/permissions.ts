import type { Role } from './roles.ts';

/** The columns of the permission table: what a route touches. */
export type Resource =
  | 'occupancy'
  | 'units'
  | 'enterprises'
  | 'applications'
  | 'policies'
  | 'operators'
  | 'figures'
  | 'chain'
  | 'loans'
  | 'budgets'
  | 'renovation'
  | 'tasks'
  | 'inbox'
  | 'dead-letters'
  | 'accounts'
  | 'audit'
  | 'unmasked';

/**
 * read, write (enter or change) and decide (approve, close, publish), and where the table names them single rights:
 * appeal against a figure, close or publish or reopen a month, lock an account.
 */
export type Action = 'read' | 'write' | 'decide' | 'appeal' | 'close' | 'publish' | 'reopen' | 'lock';

/** How far a right reaches: the whole district, the parks of the caller's scope, or only what is the caller's own. */
export type Scope = 'district' | 'park' | 'own';

export type Rights = Readonly<Partial<Record<Action, Scope>>>;

// W includes R, D includes R.
const read = (scope: Scope): Rights => ({ read: scope });
const write = (scope: Scope): Rights => ({ read: scope, write: scope });
const decide = (scope: Scope): Rights => ({ read: scope, decide: scope });

/** Who may do what: role → resource → action → scope. What isn't here is not allowed. */
export const permissions: Readonly<Record<Role, Readonly<Partial<Record<Resource, Rights>>>>> = {
  'district-leader': {
    ...every(
      [
        'occupancy',
        'units',
        'enterprises',
        'applications',
        'policies',
        'figures',
        'chain',
        'loans',
        'budgets',
      ],
      read('district'),
    ),
    ...every(['operators', 'renovation', 'tasks'], decide('district')),
    inbox: write('own'),
  },
  'leading-group-office': {
    ...every(['occupancy', 'units', 'enterprises', 'applications', 'loans', 'budgets'], read('district')),
    ...every(['operators', 'chain', 'tasks'], write('district')),
    ...every(['policies', 'renovation'], decide('district')),
    figures: { ...decide('district'), publish: 'district', reopen: 'district' },
    inbox: write('own'),
  },
  'task-force': {
    ...every(['occupancy', 'units', 'enterprises', 'policies', 'figures', 'loans', 'budgets'], read('park')),
    ...every(['operators', 'chain', 'renovation', 'tasks'], write('park')),
    applications: decide('park'),
    inbox: write('own'),
    unmasked: read('park'),
  },
  'park-operator': {
    ...every(['occupancy', 'units', 'enterprises', 'applications', 'loans', 'tasks'], write('park')),
    ...every(['policies', 'chain', 'renovation'], read('park')),
    operators: read('own'),
    figures: { ...read('park'), appeal: 'park' },
    inbox: write('own'),
    'dead-letters': read('own'),
    accounts: write('own'),
  },
  'operator-client': {
    occupancy: { write: 'park' },
    // A system that reports on units has to know which there are and what it last said of them (ADR 0003).
    units: read('park'),
    figures: read('own'),
    'dead-letters': read('own'),
  },
  enterprise: {
    occupancy: read('own'),
    units: read('own'),
    ...every(['enterprises', 'applications', 'loans'], write('own')),
    ...every(['policies', 'chain'], read('district')),
    inbox: write('own'),
  },
  'finance-officer': {
    ...every(
      [
        'occupancy',
        'units',
        'enterprises',
        'applications',
        'policies',
        'operators',
        'figures',
        'chain',
        'renovation',
        'tasks',
      ],
      read('district'),
    ),
    ...every(['loans', 'budgets'], write('district')),
    inbox: write('own'),
    unmasked: read('district'),
  },
  approver: {
    ...every(
      [
        'occupancy',
        'units',
        'enterprises',
        'applications',
        'policies',
        'operators',
        'figures',
        'chain',
        'renovation',
        'tasks',
      ],
      read('district'),
    ),
    ...every(['loans', 'budgets'], decide('district')),
    inbox: write('own'),
    unmasked: read('district'),
  },
  assessor: {
    ...every(
      ['occupancy', 'units', 'enterprises', 'applications', 'policies', 'renovation', 'tasks'],
      read('district'),
    ),
    ...every(['operators', 'chain'], write('district')),
    figures: {
      read: 'district',
      write: 'district',
      decide: 'district',
      close: 'district',
      reopen: 'district',
    },
    inbox: write('own'),
  },
  auditor: {
    ...every(
      ['occupancy', 'units', 'enterprises', 'applications', 'policies', 'operators', 'figures', 'chain'],
      read('district'),
    ),
    ...every(
      ['loans', 'budgets', 'renovation', 'tasks', 'dead-letters', 'accounts', 'audit', 'unmasked'],
      read('district'),
    ),
    inbox: write('own'),
  },
  'security-officer': {
    inbox: write('own'),
    accounts: { read: 'district', lock: 'district' },
    audit: read('district'),
  },
  administrator: {
    ...every(['occupancy', 'units'], read('district')),
    inbox: write('own'),
    'dead-letters': write('district'),
    accounts: write('district'),
  },
};

function every(resources: readonly Resource[], rights: Rights): Readonly<Partial<Record<Resource, Rights>>> {
  return Object.fromEntries(resources.map((resource) => [resource, rights]));
}
