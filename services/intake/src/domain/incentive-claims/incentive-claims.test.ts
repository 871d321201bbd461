import { AppError } from '@yuanqu/domain';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incentive } from '../policies/policy-definition.ts';
import { type ClaimBasis, assessClaim } from './assess-claim.ts';
import { claimDecider } from './claim-decider.ts';
import type { ClaimCommand, ClaimFact } from './claim-facts.ts';
import { monthNumbers, periodOf, wholeMonths } from './claim-period.ts';
import { type ClaimContent, dueAtOf, type IncentiveClaim } from './incentive-claim.ts';
import { incentiveAmount } from './incentive-amount.ts';

const at = '2026-11-27T04:00:00.000Z';
const relief: Incentive = {
  code: 'rent',
  kind: 'rent-relief',
  zh: '房租减半',
  en: 'Half the rent',
  rentSharePercent: 50,
  months: 12,
  proof: '合同和发票',
  proofs: [
    { code: 'contract', zh: '租赁合同', en: 'the contract' },
    { code: 'invoice', zh: '租金发票', en: 'invoices' },
  ],
  conditions: [
    { kind: 'area-at-least', m2: 200 },
    { kind: 'term-at-least', months: 24 },
  ],
};
const content: ClaimContent = {
  park: 'software',
  tenancy: '019a4c3f-7d00-7000-8000-2f6a1c9b5e70',
  tenant: { name: '演示' },
  policy: '019a4c3f-7d00-7000-8000-2f6a1c9b5e71',
  policyVersion: '2026.1',
  policyEffectiveFrom: '2026-01-01',
  incentive: relief,
  firstMonth: 1,
  months: 3,
  from: '2026-02-01',
  until: '2026-04-30',
};
const tenancy: ClaimBasis['tenancy'] = {
  status: 'in-force',
  tenant: { name: '演示' },
  units: [{ id: 'u', code: 'A-1', areaM2: 300.5 }],
  terms: { from: '2026-02-01', until: '2028-01-31', rentFen: '4500' },
};
const basis: ClaimBasis = { tenancy, grantedMonths: [] };
const proof = (code: string, by = 'tenant') => ({
  code,
  reference: `${code}.pdf`,
  sha256: '0'.repeat(64),
  by,
});
const stands = { term: { from: '2026-02-01', until: '2028-01-31' }, grantedMonths: [], open: [] };
const claim: ClaimCommand = { kind: 'claim', content, proofs: [], stands, by: 'tenant', at };
const giveAll: ClaimCommand = { kind: 'give-proof', proofs: [proof('contract'), proof('invoice')], at };
const accepted = [
  { code: 'contract', accepted: true },
  { code: 'invoice', accepted: true },
];
const check: ClaimCommand = { kind: 'check', verdicts: accepted, basis, by: 'checker', at };
const grant: ClaimCommand = { kind: 'grant', basis, by: 'granter' };

function after(...commands: readonly ClaimCommand[]) {
  let state: IncentiveClaim | undefined;
  let answer: readonly ClaimFact[] | AppError = [];
  for (const command of commands) {
    answer = claimDecider.decide(state, command);
    if (!(answer instanceof AppError)) state = answer.reduce(claimDecider.evolve, state);
  }
  return { state, answer, code: answer instanceof AppError ? answer.code : undefined };
}

describe('an amount', () => {
  const subsidy: Incentive = { ...relief, kind: 'subsidy' };
  const { rentSharePercent: _, ...plain } = subsidy;
  it.each<[Incentive, number, string, number, bigint]>([
    [relief, 300.5, '4500', 3, 2_028_375n],
    [relief, 0.01, '1', 1, 0n],
    [relief, 1, '1', 1, 1n],
    [{ ...relief, capFen: '2000000' }, 300.5, '4500', 3, 2_000_000n],
    [{ ...relief, rentSharePercent: 100 }, 100, '4500', 12, 5_400_000n],
    [{ ...plain, amountFen: '5000000' }, 300.5, '4500', 12, 5_000_000n],
    [{ ...plain, amountFen: '5000000', capFen: '100' }, 300.5, '4500', 12, 100n],
    [{ ...plain, amountFenPerM2: '10000' }, 300.55, '4500', 12, 3_005_500n],
    [{ ...plain, amountFenPerM2: '1' }, 0.5, '4500', 12, 1n],
  ])(
    '%# is reckoned from the incentive, rounded once and capped',
    (incentive, areaM2, rentFen, months, fen) => {
      expect(incentiveAmount(incentive, { areaM2, rentFen, months }).fen).toBe(fen);
    },
  );
});

describe('the months of a tenancy', () => {
  it('begin on the day of the month on which it began, or on the last one of shorter months', () => {
    expect(periodOf({ from: '2026-01-15' }, 2, 3)).toEqual({ from: '2026-02-15', until: '2026-05-14' });
    expect(periodOf({ from: '2026-01-31' }, 2, 1)).toEqual({ from: '2026-02-28', until: '2026-03-30' });
    expect(wholeMonths({ from: '2026-01-31', until: '2026-03-30' })).toBe(2);
    expect(wholeMonths({ from: '2026-01-01', until: '2026-01-30' })).toBe(0);
  });

  it('follow one another without a gap, whatever day it began', () => {
    const day = fc
      .integer({ min: 0, max: 4_000 })
      .map((days) => new Date(Date.UTC(2020, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
    const next = (text: string) =>
      new Date(Date.parse(`${text}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 24 }),
        (from, first, months) => {
          const one = periodOf({ from }, first, months);
          expect(next(one.until)).toBe(periodOf({ from }, first + months, 1).from);
          expect(wholeMonths({ from, until: one.until })).toBe(first + months - 1);
        },
      ),
    );
  });
});

describe('a claim', () => {
  it('waits for all its proofs, is checked by one person and granted by another', () => {
    expect(after(claim).state).toMatchObject({ status: 'claimed', dueBy: '2026-12-25T16:00:00.000Z' });
    const half = after(claim, { kind: 'give-proof', proofs: [proof('contract')], at });
    expect(half.state?.status).toBe('claimed');
    expect(after(claim, giveAll).state?.status).toBe('proof-given');
    expect(after({ ...claim, proofs: giveAll.proofs } as ClaimCommand).state?.status).toBe('proof-given');
    const checked = after(claim, giveAll, check).state;
    expect(checked?.check).toMatchObject({ met: true, amountFen: '2028375' });
    expect(checked?.check?.reckoning.zh).toBe('300.5 平方米 × 月租 45.00 元 × 3 个月 × 50% = 20,283.75 元');
    expect(after(claim, giveAll, check, grant).state).toMatchObject({
      status: 'granted',
      grant: { amountFen: '2028375' },
    });
  });

  it('is decided by nobody who entered or checked it', () => {
    expect(after(claim, giveAll, { ...check, by: 'tenant' }).code).toBe('incentive-claim.own-entry');
    expect(
      after(
        claim,
        { ...giveAll, proofs: [proof('contract', 'clerk'), proof('invoice')] },
        { ...check, by: 'clerk' },
      ).code,
    ).toBe('incentive-claim.own-entry');
    expect(after(claim, giveAll, check, { ...grant, by: 'checker' }).code).toBe('incentive-claim.own-entry');
    expect(after(claim, { kind: 'refuse', reason: 'r', by: 'tenant' }).code).toBe(
      'incentive-claim.own-entry',
    );
  });

  it('is judged once more when it is granted', () => {
    const changed = (more: object) =>
      after(claim, giveAll, check, { ...grant, basis: { ...basis, ...more } }).code;
    expect(changed({ grantedMonths: [3] })).toBe('incentive-claim.not-met');
    expect(changed({ grantedMonths: [4, 5, 6, 7, 8, 9, 10, 11, 12, 13] })).toBe('incentive-claim.not-met');
    expect(changed({ tenancy: { ...tenancy, status: 'clearing-out' } })).toBe('incentive-claim.not-met');
    expect(changed({ tenancy: { ...tenancy, tenant: { name: '别家' } } })).toBe('incentive-claim.not-met');
    expect(changed({ tenancy: { ...tenancy, terms: { ...tenancy.terms, rentFen: '1' } } })).toBe(
      'incentive-claim.changed-since-check',
    );
    expect(changed({})).toBeUndefined();
  });

  it('asks for months that its incentive has, and for documents that it knows', () => {
    const subsidy = { ...content, incentive: { ...relief, kind: 'subsidy' as const } };
    expect(after({ ...claim, content: { ...content, months: 13 } }).code).toBe('incentive-claim.months-off');
    expect(after({ ...claim, content: subsidy }).code).toBe('incentive-claim.months-off');
    expect(after(claim, { ...giveAll, proofs: [proof('diploma')] }).code).toBe(
      'incentive-claim.unknown-proof',
    );
    expect(after(claim, giveAll, { ...check, verdicts: [{ code: 'diploma', accepted: true }] }).code).toBe(
      'incentive-claim.unknown-proof',
    );
  });

  it('is refused at entry when it could never be granted', () => {
    const entered = (more: object, standing: object = {}) => {
      const command = {
        ...claim,
        content: { ...content, ...more },
        stands: { ...stands, ...standing },
      } as ClaimCommand;
      return after(command).code;
    };
    expect(entered({ from: '2025-12-01' })).toBe('incentive-claim.months-off');
    expect(entered({ until: '2028-02-29' })).toBe('incentive-claim.months-off');
    expect(entered({}, { grantedMonths: [3] })).toBe('incentive-claim.granted-already');
    expect(entered({}, { grantedMonths: [4, 5, 6, 7, 8, 9, 10, 11, 12, 13] })).toBe(
      'incentive-claim.months-off',
    );
    expect(entered({}, { open: [{ id: 'other', months: [3, 4] }] })).toBe('incentive-claim.claimed-already');
    expect(entered({}, { open: [{ id: 'other', months: [4] }], grantedMonths: [5] })).toBeUndefined();
  });

  it('is checked with one verdict on each of its proofs', () => {
    const checked = (...verdicts: readonly { code: string; accepted: boolean }[]) =>
      after(claim, giveAll, { ...check, verdicts });
    expect(checked().code).toBe('incentive-claim.verdict-missing');
    expect((checked({ code: 'contract', accepted: true }).answer as AppError).details).toEqual({
      proofs: ['invoice'],
    });
    expect(checked(...accepted, { code: 'contract', accepted: false }).code).toBe(
      'incentive-claim.verdict-missing',
    );
    expect(checked(...accepted).state?.status).toBe('checked');
  });

  it('lapses without proof, and is told once when it is not decided in time', () => {
    const later: ClaimCommand = { kind: 'time-passed', at: '2027-06-01T00:00:00.000Z' };
    expect(after(claim, later).state?.status).toBe('expired');
    const overdue = after(claim, giveAll, later);
    expect(overdue.state).toMatchObject({ status: 'proof-given', overdue: true });
    expect(after(claim, giveAll, later, later).answer).toEqual([]);
    expect(after(claim, giveAll, later, check).state).toMatchObject({ overdue: false });
    expect(dueAtOf(after(claim, giveAll, check, grant).state as IncentiveClaim)).toBeUndefined();
  });

  it('that was granted is revoked by two people or kept', () => {
    const granted = [claim, giveAll, check, grant];
    const propose: ClaimCommand = { kind: 'propose-revocation', reason: '发票作废', by: 'checker', at };
    expect(after(...granted, propose, { kind: 'revoke', by: 'checker' }).code).toBe(
      'incentive-claim.own-entry',
    );
    expect(after(...granted, propose, { kind: 'revoke', by: 'other' }).state?.status).toBe('revoked');
    const kept = after(...granted, propose, { kind: 'keep', by: 'other' }).state;
    expect([kept?.status, kept?.revocation]).toEqual(['granted', undefined]);
  });

  it('ends with its tenancy while it is open, and stands once it was granted', () => {
    const end: ClaimCommand = { kind: 'end-with-tenancy', reason: 'term' };
    expect(after(claim, giveAll, end).state).toMatchObject({ status: 'cancelled', ended: 'term' });
    expect(after(claim, giveAll, check, grant, end).state?.status).toBe('granted');
  });
});

it('conditions say what they saw and what came of it, each of them', () => {
  const { conditions, met } = assessClaim(
    { ...content, proofs: [proof('contract')] },
    { tenancy: { ...tenancy, units: [] }, grantedMonths: [2] },
    [{ code: 'contract', accepted: false, remark: '未盖章' }],
  );
  expect(met).toBe(false);
  expect(conditions.map(({ code, result }) => `${code} ${result}`)).toEqual([
    'tenancy-stands passed',
    'same-tenant passed',
    'period-within-term passed',
    'policy-in-effect passed',
    'not-granted-before failed',
    'months-left passed',
    'area-at-least failed',
    'term-at-least passed',
    'proof:contract failed',
    'proof:invoice failed',
  ]);
  expect(conditions.map(({ sentence }) => sentence.zh).slice(-2)).toEqual([
    '须提供租赁合同；已提供 contract.pdf，未采信（未盖章），不符合。',
    '须提供租金发票；未提供，不符合。',
  ]);
  expect(monthNumbers(content)).toEqual([1, 2, 3]);
});
