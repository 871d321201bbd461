import type { Sentence } from '@yuanqu/domain';
import type { IncentiveCondition } from '../policies/policy-definition.ts';
import type { Tenancy } from '../tenancies/tenancy.ts';
import { monthNumbers, wholeMonths } from './claim-period.ts';
import { incentiveAmount, reckoningOf } from './incentive-amount.ts';
import { type ConditionOutcome, type IncentiveClaim, proofsOf, type Verdict } from './incentive-claim.ts';

/** What a claim is judged by, besides itself. */
export interface ClaimBasis {
  readonly tenancy: Pick<Tenancy, 'status' | 'tenant' | 'units' | 'terms'>;
  /** The tenancy's months for which the same incentive was granted already, by other claims. */
  readonly grantedMonths: readonly number[];
}

export interface ClaimAssessment {
  readonly conditions: readonly ConditionOutcome[];
  readonly met: boolean;
  readonly amountFen: string;
  /** How the amount comes about. */
  readonly reckoning: Sentence;
}

type Claim = Pick<
  IncentiveClaim,
  'tenant' | 'policyEffectiveFrom' | 'incentive' | 'firstMonth' | 'months' | 'from' | 'until' | 'proofs'
>;

/** Applies every condition, none left out, and reckons what the claim comes to. */
export function assessClaim(claim: Claim, basis: ClaimBasis, verdicts: readonly Verdict[]): ClaimAssessment {
  const conditions = [
    ...general.map((judge) => outcomeOf(judge(claim, basis))),
    ...(claim.incentive.conditions ?? []).map((condition) => outcomeOf(ofTenancy(condition, basis))),
    ...proofsOf(claim.incentive).map((proof) => outcomeOf(ofProof(proof, claim, verdicts))),
  ];
  const { tenancy } = basis;
  const amounts = {
    areaM2: areaOf(tenancy),
    rentFen: tenancy.terms?.rentFen ?? '0',
    months: claim.months,
  };
  return {
    conditions,
    met: conditions.every(({ result }) => result === 'passed'),
    amountFen: incentiveAmount(claim.incentive, amounts).fen.toString(),
    reckoning: reckoningOf(claim.incentive, amounts),
  };
}

interface Judged {
  readonly code: string;
  /** What is demanded. */
  readonly demand: Sentence;
  readonly input: string;
  readonly found: Sentence;
  readonly holds: boolean;
}

const outcomeOf = ({ code, demand, input, found, holds }: Judged): ConditionOutcome => ({
  code,
  input,
  result: holds ? 'passed' : 'failed',
  sentence: {
    zh: `${demand.zh}；${found.zh}，${holds ? '符合' : '不符合'}。`,
    en: `${demand.en}; ${found.en}: ${holds ? 'met' : 'not met'}.`,
  },
});

const same = (text: string): Sentence => ({ zh: text, en: text });

/** What holds for every incentive. */
const general: readonly ((claim: Claim, basis: ClaimBasis) => Judged)[] = [
  (_, { tenancy: { status } }) => ({
    code: 'tenancy-stands',
    demand: { zh: '合同须已签订且未在清退', en: 'The contract must be signed and not be cleared out' },
    input: status,
    found: { zh: `合同状态 ${status}`, en: `it is ${status}` },
    holds: status === 'signed' || status === 'in-force',
  }),
  ({ tenant }, { tenancy }) => ({
    code: 'same-tenant',
    demand: { zh: '申请人须为现承租人', en: 'The claimant must be the tenant' },
    input: tenancy.tenant.name,
    found: { zh: `现承租人为${tenancy.tenant.name}`, en: `the tenant is ${tenancy.tenant.name}` },
    holds: (tenancy.tenant.uscc ?? tenancy.tenant.name) === (tenant.uscc ?? tenant.name),
  }),
  ({ from, until }, { tenancy: { terms } }) => {
    const term = terms ? `${terms.from}–${terms.until}` : '';
    return {
      code: 'period-within-term',
      demand: {
        zh: `兑现期间 ${from} 至 ${until} 须在租期内`,
        en: `The period ${from} to ${until} must lie within the term`,
      },
      input: term,
      found: { zh: `租期 ${term}`, en: `the term is ${term}` },
      holds: terms !== undefined && terms.from <= from && until <= terms.until,
    };
  },
  ({ from, policyEffectiveFrom }) => ({
    code: 'policy-in-effect',
    demand: {
      zh: '兑现期间不得早于招商规定生效',
      en: 'The period must not begin before the policy took effect',
    },
    input: policyEffectiveFrom,
    found: {
      zh: `期间自 ${from} 起，规定自 ${policyEffectiveFrom} 起生效`,
      en: `it begins on ${from}, the policy took effect on ${policyEffectiveFrom}`,
    },
    holds: policyEffectiveFrom <= from,
  }),
  (claim, { grantedMonths }) => {
    const twice = monthNumbers(claim)
      .filter((month) => grantedMonths.includes(month))
      .join(', ');
    return {
      code: 'not-granted-before',
      demand: { zh: '同一期间不得重复兑现', en: 'A month is granted once' },
      input: twice,
      found:
        twice === ''
          ? { zh: '均未兑现', en: 'none was granted yet' }
          : { zh: `第 ${twice} 月已兑现`, en: `granted already: months ${twice}` },
      holds: twice === '',
    };
  },
  ({ months, incentive }, { grantedMonths }) => ({
    code: 'months-left',
    demand: { zh: `累计至多 ${incentive.months} 个月`, en: `At most ${incentive.months} months altogether` },
    input: String(grantedMonths.length + months),
    found: {
      zh: `已兑现 ${grantedMonths.length} 个月，本次 ${months} 个月`,
      en: `${grantedMonths.length} were granted, ${months} are claimed`,
    },
    holds: grantedMonths.length + months <= incentive.months,
  }),
];

/** What the incentive itself demands. */
function ofTenancy(condition: IncentiveCondition, { tenancy }: ClaimBasis): Judged {
  switch (condition.kind) {
    case 'area-at-least': {
      const areaM2 = areaOf(tenancy);
      return {
        code: condition.kind,
        demand: { zh: `承租面积至少 ${condition.m2} 平方米`, en: `At least ${condition.m2} m² must be let` },
        input: String(areaM2),
        found: { zh: `承租 ${areaM2} 平方米`, en: `${areaM2} m² are` },
        holds: areaM2 >= condition.m2,
      };
    }
    case 'term-at-least': {
      const months = tenancy.terms ? wholeMonths(tenancy.terms) : 0;
      return {
        code: condition.kind,
        demand: {
          zh: `租期至少 ${condition.months} 个月`,
          en: `The term must be at least ${condition.months} months`,
        },
        input: String(months),
        found: { zh: `租期 ${months} 个月`, en: `it is ${months} months` },
        holds: months >= condition.months,
      };
    }
  }
}

function ofProof(
  { code, zh, en }: { readonly code: string } & Sentence,
  { proofs }: Claim,
  verdicts: readonly Verdict[],
): Judged {
  const given = proofs.find((proof) => proof.code === code);
  const verdict = verdicts.find((one) => one.code === code);
  const remark =
    verdict?.remark === undefined ? same('') : { zh: `（${verdict.remark}）`, en: ` (${verdict.remark})` };
  const holds = given !== undefined && (verdict?.accepted ?? false);
  return {
    code: `proof:${code}`,
    demand: { zh: `须提供${zh}`, en: `Has to be shown: ${en}` },
    input: given?.reference ?? '',
    found: given
      ? {
          zh: `已提供 ${given.reference}，${holds ? '采信' : '未采信'}${remark.zh}`,
          en: `${given.reference} was ${holds ? 'accepted' : 'not accepted'}${remark.en}`,
        }
      : { zh: '未提供', en: 'it was not' },
    holds,
  };
}

/** The area that a tenancy lets, in m². */
const areaOf = ({ units }: ClaimBasis['tenancy']): number =>
  Math.round(units.reduce((sum, { areaM2 }) => sum + areaM2 * 100, 0)) / 100;
