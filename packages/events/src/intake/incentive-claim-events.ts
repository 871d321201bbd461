import { DaySchema, MoneyFenSchema } from '@yuanqu/domain';
import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { Instant, ParkCode, UsccText, Uuid } from '../fields.ts';

/** A claim to what a park's policy promises (政策兑现); proofs stay with the service. */
const IncentiveClaim = {
  claim: Uuid,
  park: ParkCode,
  tenant: Type.String({ description: 'Name of the tenant' }),
  uscc: Type.Optional(UsccText),
  tenancy: Uuid,
  policyVersion: Type.String({ description: 'Of the park’s policy, such as 2026.2' }),
  incentive: Type.String({ description: 'Code of the incentive within the policy' }),
  incentiveZh: Type.String(),
  incentiveEn: Type.String(),
  from: { ...DaySchema, description: 'First day it is claimed for, Asia/Shanghai' },
  until: { ...DaySchema, description: 'Last day, included' },
};
const amountFen = MoneyFenSchema;

export const incentiveClaimSubmitted = defineEvent({
  type: 'cn.yuanqu.intake.incentive-claim.submitted.v1',
  summary: { zh: '政策兑现申请', en: 'An incentive of a policy was claimed' },
  data: Type.Object({ ...IncentiveClaim, dueBy: Type.Optional(Instant) }),
});

export const incentiveClaimProofComplete = defineEvent({
  type: 'cn.yuanqu.intake.incentive-claim.proof-complete.v1',
  summary: { zh: '政策兑现材料齐全', en: 'The last document of a claim was shown; the task force checks it' },
  data: Type.Object({ ...IncentiveClaim, dueBy: Type.Optional(Instant) }),
});

export const incentiveClaimProofAsked = defineEvent({
  type: 'cn.yuanqu.intake.incentive-claim.proof-asked.v1',
  summary: { zh: '政策兑现待补材料', en: 'More proof of a claim is asked for, until a deadline' },
  data: Type.Object({ ...IncentiveClaim, reason: Type.String(), dueBy: Type.Optional(Instant) }),
});

export const incentiveClaimChecked = defineEvent({
  type: 'cn.yuanqu.intake.incentive-claim.checked.v1',
  summary: { zh: '政策兑现已核验', en: 'A claim was checked; somebody else grants or refuses it' },
  data: Type.Object({ ...IncentiveClaim, met: Type.Boolean(), amountFen, dueBy: Type.Optional(Instant) }),
});

export const incentiveClaimGranted = defineEvent({
  type: 'cn.yuanqu.intake.incentive-claim.granted.v1',
  summary: { zh: '政策兑现', en: 'A claim was granted: the amount is to be paid or let off' },
  data: Type.Object({ ...IncentiveClaim, kind: Type.Enum(['rent-relief', 'subsidy']), amountFen }),
});

export const incentiveClaimRefused = defineEvent({
  type: 'cn.yuanqu.intake.incentive-claim.refused.v1',
  summary: { zh: '政策兑现未通过', en: 'A claim was refused' },
  data: Type.Object({ ...IncentiveClaim, reason: Type.String() }),
});

export const incentiveClaimRevoked = defineEvent({
  type: 'cn.yuanqu.intake.incentive-claim.revoked.v1',
  summary: { zh: '政策兑现撤销', en: 'A grant was revoked by two people: the amount is to be claimed back' },
  data: Type.Object({ ...IncentiveClaim, amountFen, reason: Type.String() }),
});

export const incentiveClaimOverdue = defineEvent({
  type: 'cn.yuanqu.intake.incentive-claim.overdue.v1',
  summary: { zh: '政策兑现逾期', en: 'A claim was not checked or decided in time' },
  data: Type.Object({
    ...IncentiveClaim,
    waitsFor: Type.Enum(['check', 'grant', 'revocation']),
    dueBy: Instant,
  }),
});

export const incentiveClaimEnded = defineEvent({
  type: 'cn.yuanqu.intake.incentive-claim.ended.v1',
  summary: {
    zh: '政策兑现终止',
    en: 'A claim is over without a decision: withdrawn, expired, or its tenancy has ended',
  },
  data: Type.Object({ ...IncentiveClaim, how: Type.Enum(['withdrawn', 'expired', 'cancelled']) }),
});

export const incentiveClaimKept = defineEvent({
  type: 'cn.yuanqu.intake.incentive-claim.kept.v1',
  summary: { zh: '政策兑现维持', en: 'A grant that was to be revoked is kept' },
  data: Type.Object({ ...IncentiveClaim, amountFen }),
});
