import { newId } from '@yuanqu/domain';
import { expect, it } from 'vitest';
import { caseOnWire } from './case-wire.ts';

const file = {
  id: newId(),
  status: 'in-review',
  park: 'software',
  party: undefined,
  dueAt: undefined,
  revision: 3,
  state: {},
  openedAt: new Date('2026-11-02T01:00:00Z'),
  changedAt: new Date('2026-11-20T01:00:00Z'),
  stuckBecause: undefined,
};

it('says whose turn it is, and keeps the date that has passed and was told', () => {
  const turn = { owner: 'task-force', dueAt: '2026-11-19T16:00:00.000Z' };
  expect(caseOnWire(file, turn)).toMatchObject({ owner: 'task-force', dueAt: '2026-11-19T16:00:00.000Z' });
  expect(caseOnWire({ ...file, dueAt: new Date('2026-12-01T00:00:00Z') })).toMatchObject({
    dueAt: '2026-12-01T00:00:00.000Z',
  });
  expect(caseOnWire(file)).not.toHaveProperty('owner');
});
