import { DaySchema } from '@yuanqu/domain';
import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { Instant, OperatorCode, ParkCode } from '../fields.ts';

const Cause = Type.Enum(['vacancy', 'exit', 'clear-out']);
const Operator = { operator: OperatorCode, operatorName: Type.String() };

export const operatorCallOpened = defineEvent({
  type: 'cn.yuanqu.intake.operator-call.opened.v1',
  summary: { zh: '公开征集运营机构', en: 'Operators are called for, or the call was extended' },
  data: Type.Object({ park: ParkCode, cause: Cause, closesAt: Instant }),
});

export const operatorCallToDecide = defineEvent({
  type: 'cn.yuanqu.intake.operator-call.to-decide.v1',
  summary: { zh: '运营机构待选定', en: 'A call is closed and its applicants wait for a decision' },
  data: Type.Object({ park: ParkCode, applicants: Type.Array(OperatorCode), decideBy: Instant }),
});

export const operatorCallOverdue = defineEvent({
  type: 'cn.yuanqu.intake.operator-call.overdue.v1',
  summary: { zh: '运营机构选定逾期', en: 'A call for operators was not decided in time' },
  data: Type.Object({ park: ParkCode, dueAt: Instant }),
});

export const operatorAdmitted = defineEvent({
  type: 'cn.yuanqu.intake.operator-call.admitted.v1',
  summary: { zh: '运营机构准入', en: 'An operator was admitted to a park and has to sign' },
  data: Type.Object({ park: ParkCode, ...Operator, reason: Type.String(), signBy: Instant }),
});

export const operatorCallClosed = defineEvent({
  type: 'cn.yuanqu.intake.operator-call.closed.v1',
  summary: { zh: '征集结束', en: 'A call for operators is over: contracted, failed or withdrawn' },
  data: Type.Object({
    park: ParkCode,
    how: Type.Enum(['contracted', 'failed', 'withdrawn']),
    operator: Type.Optional(OperatorCode),
    operatorName: Type.Optional(Type.String()),
  }),
});

export const operatorHandoverOpened = defineEvent({
  type: 'cn.yuanqu.intake.operator-call.handover-opened.v1',
  summary: { zh: '运营交接', en: 'An operator leaves its park and has to hand over' },
  data: Type.Object({
    park: ParkCode,
    ...Operator,
    cause: Cause,
    until: Type.Optional(Instant),
    dueAt: Instant,
  }),
});

export const operatorHandoverOverdue = defineEvent({
  type: 'cn.yuanqu.intake.operator-call.handover-overdue.v1',
  summary: { zh: '运营交接逾期', en: 'A hand-over was not done in time' },
  data: Type.Object({ park: ParkCode, ...Operator, missing: Type.Array(Type.String()), dueAt: Instant }),
});

export const operatorHandoverDone = defineEvent({
  type: 'cn.yuanqu.intake.operator-call.handover-done.v1',
  summary: { zh: '运营交接完成', en: 'An operator has handed over to the next' },
  data: Type.Object({ park: ParkCode, ...Operator, successor: OperatorCode }),
});

export const operatorClearOutLate = defineEvent({
  type: 'cn.yuanqu.intake.operator-call.clear-out-late.v1',
  summary: {
    zh: '清退决定到达时合同已终止',
    en: 'A decision to clear out came when another operator had the park: nothing was done',
  },
  data: Type.Object({ park: ParkCode, ...Operator, lastDay: DaySchema, successor: OperatorCode }),
});
