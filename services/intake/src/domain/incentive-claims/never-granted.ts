import { AppError } from '@yuanqu/domain';
import { monthNumbers } from './claim-period.ts';
import type { ClaimContent } from './incentive-claim.ts';

/** What stands when a claim is entered. */
export interface ClaimedBefore {
  /** The contract's days, both included. */
  readonly term: { readonly from: string; readonly until: string };
  /** The tenancy's months for which the same incentive was granted already. */
  readonly grantedMonths: readonly number[];
  /** The tenancy's other claims of the same incentive that wait for a decision. */
  readonly open: readonly { readonly id: string; readonly months: readonly number[] }[];
}

/** Why a claim could never be granted, so that nobody gathers proofs in vain. */
export function neverGranted(content: ClaimContent, { term, grantedMonths, open }: ClaimedBefore) {
  const { incentive, from, until, policyEffectiveFrom: effective } = content;
  if (from < effective)
    return monthsOff(
      '/firstMonth',
      `申请期间自 ${from} 起，早于招商规定生效日 ${effective}，请申请生效之后的月份。 The months begin on ${from}, before the policy took effect on ${effective}; claim later ones.`,
    );
  if (from < term.from || until > term.until)
    return monthsOff(
      '/firstMonth',
      `申请期间 ${from} 至 ${until} 超出租期（${term.from} 至 ${term.until}）。 The months reach from ${from} to ${until}, beyond the term (${term.from} to ${term.until}); claim months within it.`,
    );
  const wanted = monthNumbers(content);
  const granted = wanted.filter((month) => grantedMonths.includes(month));
  if (granted.length > 0) return grantedAlready(granted);
  const left = incentive.months - grantedMonths.length;
  if (wanted.length > left)
    return monthsOff(
      '/months',
      `该政策累计至多 ${incentive.months} 个月，还可申请 ${left} 个月。 The incentive is for ${incentive.months} months altogether; ${left} are left.`,
    );
  const other = open.find(({ months }) => months.some((month) => wanted.includes(month)));
  return (
    other &&
    claimedAlready(
      other.id,
      wanted.filter((month) => other.months.includes(month)),
    )
  );
}

const monthsOff = (pointer: string, message: string): AppError =>
  new AppError('incentive-claim.months-off', 'invalid', message, {
    errors: [{ pointer, code: 'months', detail: message }],
  });

/** The months are another claim's, which was granted. */
export const grantedAlready = (months: readonly number[]): AppError =>
  new AppError(
    'incentive-claim.granted-already',
    'conflict',
    `第 ${months.join('、')} 月已兑现。 Granted already for months ${months.join(', ')} of the tenancy, by another claim.`,
    { months: [...months] },
  );

const claimedAlready = (claim: string, months: readonly number[]): AppError =>
  new AppError(
    'incentive-claim.claimed-already',
    'conflict',
    `第 ${months.join('、')} 月已有办理中的申请 ${claim}，请在该申请中办理或先撤回。 Months ${months.join(', ')} are claimed by ${claim}, which waits for a decision; go on with that one, or withdraw it first.`,
    { claim, months: [...months] },
  );
