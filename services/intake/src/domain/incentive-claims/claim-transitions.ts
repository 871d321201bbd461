import { AppError } from '@yuanqu/domain';
import type { ClaimCommand } from './claim-facts.ts';
import type { ClaimStatus, IncentiveClaim } from './incentive-claim.ts';

export const claimCommands = [
  'give-proof',
  'ask-proof',
  'check',
  'grant',
  'refuse',
  'withdraw',
  'propose-revocation',
  'revoke',
  'keep',
] as const satisfies readonly ClaimCommand['kind'][];
export type ClaimCommandKind = (typeof claimCommands)[number];

/** What may be done in each status; everything else is refused. */
export const claimTransitions: Readonly<Record<ClaimStatus, readonly ClaimCommandKind[]>> = {
  claimed: ['give-proof', 'ask-proof', 'refuse', 'withdraw'],
  'proof-asked': ['give-proof', 'refuse', 'withdraw'],
  'proof-given': ['give-proof', 'ask-proof', 'check', 'refuse', 'withdraw'],
  checked: ['ask-proof', 'check', 'grant', 'refuse', 'withdraw'],
  granted: ['propose-revocation'],
  'revocation-proposed': ['revoke', 'keep'],
  revoked: [],
  refused: [],
  withdrawn: [],
  expired: [],
  cancelled: [],
};

const names: Readonly<Record<ClaimStatus, string>> = {
  claimed: '已申请、待提交证明材料',
  'proof-asked': '待补充证明材料',
  'proof-given': '材料齐全、待核验',
  checked: '已核验、待兑现',
  granted: '已兑现',
  'revocation-proposed': '拟撤销兑现',
  revoked: '已撤销兑现',
  refused: '已拒绝',
  withdrawn: '已撤回',
  expired: '已过期',
  cancelled: '随入驻终止而取消',
};

/** What the table does not allow. */
export function notNow({ status }: Pick<IncentiveClaim, 'status'>): AppError {
  const allowed = claimTransitions[status];
  return new AppError(
    'incentive-claim.not-now',
    'conflict',
    `政策兑现申请${names[status]}，不能执行该操作。 The claim is ${status}; ${allowed.length > 0 ? `it takes ${allowed.join(', ')} now` : 'nothing can be done to it any more'}.`,
    { status, allowed: [...allowed] },
  );
}
