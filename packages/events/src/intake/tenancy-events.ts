import { DaySchema, MoneyFenSchema } from '@yuanqu/domain';
import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { AreaM2, Instant, ParkCode, UnitCode, UsccText, Uuid } from '../fields.ts';

/** A contract as it stands after the event. Days are of Asia/Shanghai, both included. */
const Tenancy = {
  park: ParkCode,
  tenant: Type.String({ description: 'Name of the tenant' }),
  uscc: Type.Optional(UsccText),
  units: Type.Array(UnitCode),
  areaM2: AreaM2,
  from: DaySchema,
  until: DaySchema,
  rentFenPerM2Month: MoneyFenSchema,
};
const Reason = Type.String({ description: 'As it was told to the tenant' });

export const tenancyEnteredWithoutApplication = defineEvent({
  type: 'cn.yuanqu.intake.tenancy.entered-without-application.v1',
  summary: {
    zh: '未经申请的入驻意向',
    en: 'Units were reserved for a tenant that did not apply: why that is an exception',
  },
  data: Type.Object({
    park: ParkCode,
    tenant: Tenancy.tenant,
    uscc: Type.Optional(UsccText),
    units: Tenancy.units,
    areaM2: AreaM2,
    ground: Type.Enum(['sitting-tenant', 'state-body']),
    reason: Type.String({ description: 'As the operator gave it' }),
  }),
});

export const tenancySigned = defineEvent({
  type: 'cn.yuanqu.intake.tenancy.signed.v1',
  summary: { zh: '入驻签约', en: 'A contract was signed: its units are let from its first day on' },
  data: Type.Object({ ...Tenancy, application: Type.Optional(Uuid) }),
});

export const tenancyChanged = defineEvent({
  type: 'cn.yuanqu.intake.tenancy.changed.v1',
  summary: {
    zh: '入驻合同变更',
    en: 'A contract was changed, renewed or assigned, or an early exit agreed on',
  },
  data: Type.Object({
    ...Tenancy,
    how: Type.Enum(['changed', 'renewed', 'assigned', 'exit-agreed']),
    reason: Type.Optional(Reason),
  }),
});

export const tenancyExpiring = defineEvent({
  type: 'cn.yuanqu.intake.tenancy.expiring.v1',
  summary: { zh: '入驻合同即将到期', en: 'A contract ends within so many days' },
  data: Type.Object({ ...Tenancy, days: Type.Integer({ minimum: 0 }) }),
});

export const tenancyClearOutNoticed = defineEvent({
  type: 'cn.yuanqu.intake.tenancy.clear-out-noticed.v1',
  summary: { zh: '清退通知', en: 'A tenant was given notice to leave' },
  data: Type.Object({ ...Tenancy, reason: Reason, hearingUntil: Instant, leaveBy: Instant }),
});

export const tenancyClearOutOverdue = defineEvent({
  type: 'cn.yuanqu.intake.tenancy.clear-out-overdue.v1',
  summary: { zh: '清退逾期', en: 'A tenant who was given notice has not left in time' },
  data: Type.Object({ ...Tenancy, leaveBy: Instant }),
});

export const tenancyEnded = defineEvent({
  type: 'cn.yuanqu.intake.tenancy.ended.v1',
  summary: { zh: '退出', en: 'A tenant left: by term, early, or cleared out; the units are free' },
  data: Type.Object({
    ...Tenancy,
    how: Type.Enum(['term', 'early', 'cleared-out']),
    on: DaySchema,
    reason: Type.Optional(Reason),
  }),
});

export const tenancyClearOutDropped = defineEvent({
  type: 'cn.yuanqu.intake.tenancy.clear-out-dropped.v1',
  summary: { zh: '清退撤销', en: 'A notice to leave was dropped after a hearing: the contract goes on' },
  data: Type.Object({ ...Tenancy, reason: Reason }),
});

export const tenancyHearingAsked = defineEvent({
  type: 'cn.yuanqu.intake.tenancy.hearing-asked.v1',
  summary: { zh: '申请听证', en: 'A tenant who was given notice asks for a hearing, to be decided by then' },
  data: Type.Object({ ...Tenancy, statement: Reason, decideBy: Instant }),
});

export const tenancyHearingOverdue = defineEvent({
  type: 'cn.yuanqu.intake.tenancy.hearing-overdue.v1',
  summary: { zh: '听证裁定逾期', en: 'A hearing that was asked for was not decided in time' },
  data: Type.Object({ ...Tenancy, decideBy: Instant }),
});

export const tenancyHearingUpheld = defineEvent({
  type: 'cn.yuanqu.intake.tenancy.hearing-upheld.v1',
  summary: { zh: '听证维持清退', en: 'A notice to leave was upheld after a hearing' },
  data: Type.Object({ ...Tenancy, reason: Reason, leaveBy: Instant }),
});
