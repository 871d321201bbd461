import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { AreaM2, IndustryCode, Instant, ParkCode, UnitUsage, UsccText, Uuid } from '../fields.ts';

const Application = {
  park: ParkCode,
  applicant: Type.String({ description: 'Name of the applicant' }),
  uscc: Type.Optional(UsccText),
  industry: IndustryCode,
  usage: UnitUsage,
  areaM2: AreaM2,
  group: Type.Optional(Uuid),
};
const Policy = Type.Object({ id: Uuid, version: Type.String() });
const Reason = Type.String({ description: 'As it was told to the applicant' });

export const applicationSubmitted = defineEvent({
  type: 'cn.yuanqu.intake.application.submitted.v1',
  summary: { zh: '入驻申请提交', en: 'An application to move in awaits the task force’s review' },
  data: Type.Object({
    ...Application,
    policy: Type.Optional(Policy),
    outcome: Type.Enum(['admissible', 'to-review']),
    reviewDueAt: Instant,
  }),
});

export const applicationReturned = defineEvent({
  type: 'cn.yuanqu.intake.application.returned.v1',
  summary: { zh: '入驻申请退回', en: 'An application was sent back to be mended' },
  data: Type.Object({ ...Application, policy: Type.Optional(Policy), reason: Reason }),
});

export const applicationOverdue = defineEvent({
  type: 'cn.yuanqu.intake.application.overdue.v1',
  summary: { zh: '入驻申请逾期未审', en: 'The review of an application is overdue' },
  data: Type.Object({ ...Application, reviewDueAt: Instant }),
});

export const applicationApproved = defineEvent({
  type: 'cn.yuanqu.intake.application.approved.v1',
  summary: { zh: '入驻申请批准', en: 'An application was approved; a contract is to follow' },
  data: Type.Object({ ...Application, policy: Type.Optional(Policy), contractDueAt: Instant }),
});

export const applicationReopened = defineEvent({
  type: 'cn.yuanqu.intake.application.reopened.v1',
  summary: {
    zh: '入驻申请重新审核',
    en: 'An application that was approved with its group awaits a review by itself: too few of the group are left',
  },
  data: Type.Object({ ...Application, reason: Reason, reviewDueAt: Instant }),
});

export const applicationEnded = defineEvent({
  type: 'cn.yuanqu.intake.application.ended.v1',
  summary: { zh: '入驻申请终止', en: 'An application was rejected, withdrawn or expired' },
  data: Type.Object({
    ...Application,
    how: Type.Enum(['rejected', 'withdrawn', 'expired', 'group-failed']),
    reason: Type.Optional(Reason),
  }),
});

export const applicationReviewed = defineEvent({
  type: 'cn.yuanqu.intake.application.reviewed.v1',
  summary: {
    zh: '入驻申请审定，待抱团结果',
    en: 'An application was approved on its own and waits for the others of its group',
  },
  data: Type.Object({ ...Application, policy: Type.Optional(Policy) }),
});
