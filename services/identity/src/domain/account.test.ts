import { fold } from '@yuanqu/domain';
import { givenFor } from '@yuanqu/testing';
import { describe, expect, it } from 'vitest';
import { accountDecider, type AccountEvent } from './account.ts';
import type { AccountProfile } from './account-profile.ts';
import type { Hold } from './hold.ts';

const given = givenFor(accountDecider);

const profile: AccountProfile = { name: '李四(演示)', language: 'zh', roles: ['assessor'], parks: '*' };
const registered: AccountEvent = { kind: 'registered', id: 'a1', username: 'li.si', profile, demo: false };
const closed: Hold = { authority: 'administrator', reason: 'has left', since: '2026-11-02T00:00:00.000Z' };
const locked: Hold = { authority: 'security', reason: 'phished', since: '2026-11-03T00:00:00.000Z' };

describe('an account', () => {
  it('is registered with rights that go together', () => {
    given([]).when({ kind: 'register', id: 'a1', username: 'li.si', profile }).then([registered]);
    given([])
      .when({ kind: 'register', id: 'a1', username: 'li.si', profile: { ...profile, roles: ['task-force'] } })
      .then({ code: 'account.invalid-rights' });
    given([registered])
      .when({ kind: 'register', id: 'a1', username: 'li.si', profile })
      .then({ code: 'account.exists' });
  });

  it('gets other rights from another administrator only', () => {
    const promoted = { ...profile, roles: ['district-leader'] } as const;
    given([registered])
      .when({ kind: 'change', profile: promoted, by: 'a2' })
      .then([{ kind: 'changed', profile: promoted }]);
    given([registered])
      .when({ kind: 'change', profile: promoted, by: 'a1' })
      .then({ code: 'account.own-rights', kind: 'forbidden' });
  });

  it('lets its owner choose the language, since that is no right', () => {
    const english = { ...profile, language: 'en' } as const;
    given([registered])
      .when({ kind: 'change', profile: english, by: 'a1' })
      .then([{ kind: 'changed', profile: english }]);
  });

  it('does not change when nothing is different, in whatever order', () => {
    const twoRoles = { ...profile, roles: ['assessor', 'approver'] } as const;
    given([{ ...registered, profile: twoRoles }])
      .when({ kind: 'change', profile: { ...profile, roles: ['approver', 'assessor'] }, by: 'a2' })
      .then([]);
  });

  it('loses what the new profile does not have', () => {
    const operator: AccountProfile = {
      ...profile,
      roles: ['park-operator'],
      parks: ['ip'],
      operator: 'operator-ip',
    };
    const account = fold(accountDecider, [
      { ...registered, profile: operator },
      { kind: 'changed', profile },
    ]);
    expect(account).toEqual({ ...profile, id: 'a1', username: 'li.si', demo: false, holds: [], revision: 2 });
  });

  it('is closed and reopened by the administrator, once each', () => {
    given([registered])
      .when({ kind: 'hold', hold: closed, by: 'a2' })
      .then([{ kind: 'held', hold: closed }]);
    given([registered, { kind: 'held', hold: closed }])
      .when({ kind: 'hold', hold: { ...closed, reason: 'again' }, by: 'a2' })
      .then([]);
    given([registered, { kind: 'held', hold: closed }])
      .when({ kind: 'lift', authority: 'administrator', by: 'a2' })
      .then([{ kind: 'lifted', authorities: ['administrator'] }]);
    given([registered]).when({ kind: 'lift', authority: 'administrator', by: 'a2' }).then([]);
  });

  it('is not unlocked by the administrator', () => {
    given([registered, { kind: 'held', hold: locked }])
      .when({ kind: 'lift', authority: 'administrator', by: 'a2' })
      .then({ code: 'identity.held-by-other', details: { heldBy: ['security'] } });
  });

  it('stays out until the last hold is lifted', () => {
    const account = fold(accountDecider, [
      registered,
      { kind: 'held', hold: closed },
      { kind: 'held', hold: locked },
      { kind: 'lifted', authorities: ['administrator'] },
    ]);
    expect(account?.holds).toEqual([locked]);
    expect(account?.revision).toBe(4);
  });

  it('is not closed or locked by its owner', () => {
    given([registered])
      .when({ kind: 'hold', hold: locked, by: 'a1' })
      .then({ code: 'account.own-standing', kind: 'forbidden' });
    given([registered, { kind: 'held', hold: locked }])
      .when({ kind: 'lift', authority: 'security', by: 'a1' })
      .then({ code: 'account.own-standing' });
  });

  it('must exist to be changed', () => {
    given([])
      .when({ kind: 'change', profile, by: 'a2' })
      .then({ code: 'account.unknown', kind: 'not-found' });
  });
});
