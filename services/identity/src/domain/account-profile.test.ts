import { describe, expect, it } from 'vitest';
import { type AccountProfile, checkProfile } from './account-profile.ts';

const profile = (changes: Partial<AccountProfile>): AccountProfile => ({
  name: '张三(演示)',
  language: 'zh',
  roles: [],
  parks: '*',
  ...changes,
});

const faults = (changes: Partial<AccountProfile>) =>
  checkProfile(profile(changes))?.details.errors?.map(({ pointer, code }) => `${pointer} ${code}`) ?? [];

describe('checkProfile', () => {
  it.each<[string, Partial<AccountProfile>]>([
    ['nobody in particular', {}],
    ['an assessor for the district', { roles: ['assessor'] }],
    ['a task force for its park', { roles: ['task-force'], parks: ['software'] }],
    [
      'a leading group member who also leads a task force',
      { roles: ['leading-group-office', 'task-force'], parks: ['ip'] },
    ],
    [
      'an operator’s person',
      { roles: ['park-operator'], parks: ['software'], operator: 'operator-software' },
    ],
    ['an enterprise', { roles: ['enterprise'], enterprise: '91350100M000100Y43' }],
  ])('takes %s', (_, changes) => {
    expect(faults(changes)).toEqual([]);
  });

  it.each<[string, Partial<AccountProfile>, string]>([
    ['a role twice', { roles: ['assessor', 'assessor'] }, '/roles duplicate'],
    ['an administrator who also audits', { roles: ['administrator', 'auditor'] }, '/roles sole-role'],
    ['a security officer with another duty', { roles: ['security-officer', 'assessor'] }, '/roles sole-role'],
    ['who enters loans and approves them', { roles: ['finance-officer', 'approver'] }, '/roles rival-roles'],
    ['both who reopen a month', { roles: ['leading-group-office', 'assessor'] }, '/roles rival-roles'],
    ['a task force for the whole district', { roles: ['task-force'] }, '/parks parks-required'],
    ['a task force without a park', { roles: ['task-force'], parks: [] }, '/parks parks-required'],
    ['a district role for one park', { roles: ['assessor'], parks: ['ip'] }, '/parks district-wide'],
    [
      'an operator’s person of no operator',
      { roles: ['park-operator'], parks: ['ip'] },
      '/operator required',
    ],
    [
      'an official of an operator',
      { roles: ['assessor'], operator: 'operator-ip' },
      '/operator not-applicable',
    ],
    ['an enterprise without a code', { roles: ['enterprise'] }, '/enterprise required'],
    [
      'an enterprise with a wrong code',
      { roles: ['enterprise'], enterprise: '91350100M000100Y44' },
      '/enterprise uscc',
    ],
  ])('refuses %s', (_, changes, fault) => {
    expect(faults(changes)).toContain(fault);
  });
});
