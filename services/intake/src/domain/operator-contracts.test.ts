import { AppError } from '@yuanqu/domain';
import { describe, expect, it } from 'vitest';
import type { OperatorContract } from './operator.ts';
import { agreeOn, enterContract } from './operator-contracts.ts';

const now = new Date('2026-12-01T00:00:00Z');
const contract = (operator: string, from: string, until?: string, enteredAt = from): OperatorContract => ({
  id: `${operator} ${from}`,
  operator,
  park: 'software',
  from: new Date(from),
  until: until === undefined ? undefined : new Date(until),
  enteredAt: new Date(enteredAt),
});
const terms = (from: string, until?: string) => ({
  park: 'software',
  from: new Date(from),
  until: until === undefined ? undefined : new Date(until),
});
const outcomeOf = (answer: ReturnType<typeof agreeOn>) =>
  answer instanceof AppError ? answer.code : answer?.outcome;

describe('a contract that no call led to', () => {
  const enter = (ofPark: readonly OperatorContract[], given = terms('2027-01-01'), underWay = false) =>
    outcomeOf(enterContract('next', given, ofPark, { now, before: ofPark, underWay }));
  const history = contract('old', '2020-01-01', '2024-01-01', '2026-11-01');

  it('is the first of a park, after what was history when it was entered', () => {
    expect(enter([])).toBe('contracted');
    expect(enter([history])).toBe('contracted');
    expect(enter([contract('old', '2027-01-01', '2027-01-01')])).toBe('contracted');
  });

  it('follows nobody who had the park since the platform knows, and comes into no call or hand-over', () => {
    expect(enter([contract('old', '2020-01-01', '2024-01-01')])).toBe('operator-contract.by-call');
    expect(enter([contract('old', '2020-01-01', '2026-12-31')])).toBe('operator-contract.by-call');
    expect(enter([], terms('2027-01-01'), true)).toBe('operator-contract.by-call');
  });

  it('may be history at any time', () => {
    const past = terms('2018-01-01', '2020-01-01');
    expect(enter([contract('old', '2020-01-01')], past, true)).toBe('contracted');
  });
});

describe('agreeing on a contract', () => {
  const agreed = [contract('next', '2024-01-01', '2027-01-01')];

  it('changes nothing where it is so already, and ends nothing', () => {
    expect(outcomeOf(agreeOn('next', terms('2024-01-01', '2027-01-01'), agreed))).toBeUndefined();
    expect(outcomeOf(agreeOn('next', terms('2024-01-01'), agreed))).toBeUndefined();
    expect(outcomeOf(agreeOn('next', terms('2024-01-01', '2026-01-01'), agreed))).toBe(
      'operator-contract.exit-instead',
    );
    expect(outcomeOf(agreeOn('next', terms('2024-01-01', '2028-01-01'), agreed))).toBe(
      'intake.contract-ended-already',
    );
  });

  it('takes an annulled one for none, of the same operator too', () => {
    const annulled = [contract('next', '2027-01-01', '2027-01-01')];
    expect(outcomeOf(agreeOn('next', terms('2027-01-01'), annulled))).toBe('contracted');
  });
});
