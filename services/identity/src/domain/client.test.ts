import { fold } from '@yuanqu/domain';
import { givenFor } from '@yuanqu/testing';
import { describe, expect, it } from 'vitest';
import { clientDecider, type ClientEvent } from './client.ts';
import type { Hold } from './hold.ts';

const given = givenFor(clientDecider);

const profile = { name: '门禁系统(演示)', parks: ['software'] };
const registered: ClientEvent = {
  kind: 'registered',
  clientId: 'operator-software',
  operator: 'operator-software',
  profile,
  demo: false,
};
const hold = (authority: Hold['authority']): Hold => ({
  authority,
  reason: 'secret leaked',
  since: '2026-11-02T00:00:00.000Z',
});
const held = (authority: Hold['authority']): ClientEvent => ({ kind: 'held', hold: hold(authority) });

describe('a client', () => {
  it('is registered once', () => {
    const command = {
      kind: 'register',
      clientId: 'operator-software',
      operator: 'operator-software',
      profile,
    } as const;
    given([]).when(command).then([registered]);
    given([registered]).when(command).then({ code: 'client.exists' });
  });

  it('changes its name and parks, and nothing when they are the same', () => {
    const wider = { ...profile, parks: ['software', 'ip'] };
    given([registered])
      .when({ kind: 'change', profile: wider })
      .then([{ kind: 'changed', profile: wider }]);
    given([{ ...registered, profile: wider }])
      .when({ kind: 'change', profile: { ...profile, parks: ['ip', 'software'] } })
      .then([]);
  });

  it('is revoked once by each authority', () => {
    given([registered])
      .when({ kind: 'hold', hold: hold('operator') })
      .then([held('operator')]);
    given([registered, held('operator')])
      .when({ kind: 'hold', hold: hold('operator') })
      .then([]);
    given([registered, held('operator')])
      .when({ kind: 'hold', hold: hold('security') })
      .then([held('security')]);
  });

  it('is not restored by its operator when the district revoked it', () => {
    given([registered, held('administrator')])
      .when({ kind: 'lift', authority: 'operator' })
      .then({ code: 'identity.held-by-other', details: { heldBy: ['administrator'] } });
  });

  it('is restored by the administrator whoever of the two revoked it, but not out of a lock', () => {
    const all: ClientEvent[] = [registered, held('operator'), held('administrator'), held('security')];
    given(all)
      .when({ kind: 'lift', authority: 'administrator' })
      .then([{ kind: 'lifted', authorities: ['administrator', 'operator'] }]);
    const client = fold(clientDecider, [
      ...all,
      { kind: 'lifted', authorities: ['administrator', 'operator'] },
    ]);
    expect(client?.holds).toEqual([hold('security')]);
  });

  it('must exist to be changed', () => {
    given([]).when({ kind: 'lift', authority: 'security' }).then({ code: 'client.unknown' });
  });
});
