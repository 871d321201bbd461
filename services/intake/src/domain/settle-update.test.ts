import { AppError, Uscc } from '@yuanqu/domain';
import { describe, expect, it } from 'vitest';
import type { Contract } from './authority.ts';
import { observableAt } from './observable-time.ts';
import type { OccupancyUpdate } from './occupancy-update.ts';
import { evolve, type ObservedUnit, type SettleUpdate, settle } from './settle-update.ts';

const nowMs = Date.parse('2026-11-23T12:00:00Z');
const hourMs = 3_600_000;

const contract: Contract = {
  operator: 'op',
  park: 'software',
  fromMs: nowMs - 1_000 * hourMs,
  untilMs: nowMs + hourMs,
};
const unit: ObservedUnit = {
  id: 'id',
  sinceMs: nowMs - 2_000 * hourMs,
  retiredAtMs: undefined,
  revision: 4,
  newest: {
    observedAtMs: nowMs - 10 * hourMs,
    updateId: 'm',
    operator: 'op',
  },
};

const update = (fields: Partial<OccupancyUpdate> = {}): OccupancyUpdate => ({
  updateId: 'u',
  park: 'software',
  unit: 'A-1',
  status: 'let',
  uscc: uscc('91350100M000100Y43'),
  observedAtMs: nowMs - hourMs,
  ...fields,
});
const command = (fields: Partial<SettleUpdate> = {}): SettleUpdate => ({
  update: update(),
  contentHash: 'h',
  sender: { operator: 'op', parks: ['software'] },
  contracts: [contract],
  time: observableAt(nowMs),
  settledHash: undefined,
  ...fields,
});

function uscc(text: string): Uscc {
  const read = Uscc.parse(text);
  if (read instanceof AppError) throw read;
  return read;
}

describe('settling an update', () => {
  it('accepts what is newer than all that is known', () => {
    const settlement = settle(unit, command());
    expect(settlement).toMatchObject({ outcome: 'accepted', observation: { status: 'let', operator: 'op' } });
  });

  it('accepts the first observation of a unit, however late', () => {
    const late = command({ update: update({ observedAtMs: nowMs - 900 * hourMs }) });
    expect(settle({ ...unit, newest: undefined }, late).outcome).toBe('accepted');
  });

  it.each([
    ['earlier', { observedAtMs: nowMs - 11 * hourMs }],
    ['of the same instant with a smaller id', { observedAtMs: nowMs - 10 * hourMs, updateId: 'l' }],
  ])('keeps one that is %s as stale', (_, fields) => {
    expect(settle(unit, command({ update: update(fields) })).outcome).toBe('stale');
  });

  it('lets the greater id win within an instant', () => {
    const tie = update({ observedAtMs: nowMs - 10 * hourMs, updateId: 'n' });
    expect(settle(unit, command({ update: tie })).outcome).toBe('accepted');
  });

  it('finds a repetition unchanged, even after contract and unit have ended', () => {
    const repeated = command({ settledHash: 'h', contracts: [] });
    expect(settle(undefined, repeated)).toEqual({ outcome: 'unchanged' });
  });

  const retired = { ...unit, retiredAtMs: nowMs - 2 * hourMs };
  it.each<[string, string, ObservedUnit | undefined, Partial<SettleUpdate>]>([
    ['the id came with another content', 'intake.update-id-reused', unit, { settledHash: 'other' }],
    [
      'the park is outside the token',
      'intake.not-your-park',
      unit,
      { sender: { operator: 'op', parks: ['ip'] } },
    ],
    [
      'the operator never had the park',
      'intake.not-your-park',
      unit,
      { sender: { operator: 'x', parks: '*' } },
    ],
    ['the park is not known at all', 'intake.not-your-park', undefined, { update: update({ park: 'moon' }) }],
    ['there is no such unit', 'intake.unknown-unit', undefined, {}],
    [
      'it lies ahead',
      'intake.observed-in-future',
      unit,
      { update: update({ observedAtMs: nowMs + hourMs / 2 }) },
    ],
    ['it is too old', 'intake.observed-too-long-ago', unit, { update: update({ observedAtMs: 0 }) }],
    [
      'the contract had not begun',
      'intake.no-contract-at-that-time',
      unit,
      { update: update({ observedAtMs: contract.fromMs - 1 }) },
    ],
    [
      'the contract had ended',
      'intake.no-contract-at-that-time',
      unit,
      { contracts: [{ ...contract, untilMs: nowMs - hourMs }] },
    ],
    ['the unit did not exist yet', 'intake.observed-before-unit', { ...unit, sinceMs: nowMs }, {}],
    ['the unit had been split', 'intake.unit-retired', retired, {}],
  ])('rejects when %s', (_, code, state, fields) => {
    expect(settle(state, command(fields))).toMatchObject({ outcome: 'rejected', code });
  });

  it('takes the first instant of a contract and of a unit', () => {
    const first = command({ update: update({ observedAtMs: contract.fromMs }) });
    expect(settle({ ...unit, sinceMs: contract.fromMs }, first).outcome).toBe('stale');
  });

  it('takes what was observed before a unit was retired', () => {
    const before = command({ update: update({ observedAtMs: nowMs - 3 * hourMs }) });
    expect(settle(retired, before).outcome).toBe('accepted');
  });

  it('says nothing of the units of a park to those who have nothing to do with it', () => {
    const foreign = command({ sender: { operator: 'other', parks: '*' } });
    expect(settle(undefined, foreign)).toMatchObject({ code: 'intake.not-your-park' });
  });

  it('counts every observation as a revision and shows only newer ones', () => {
    const observation = {
      status: 'let',
      uscc: undefined,
      observedAtMs: 1,
      updateId: 'z',
      operator: 'op',
    } as const;
    expect(evolve(unit, { outcome: 'stale', observation })).toEqual({ ...unit, revision: 5 });
    expect(evolve(unit, { outcome: 'accepted', observation })).toEqual({
      ...unit,
      revision: 5,
      newest: observation,
    });
  });
});
