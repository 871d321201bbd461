import { DaySchema } from '@yuanqu/domain';
import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { Instant, MonthText, OperatorCode, ParkCode } from '../fields.ts';

const Standing = Type.Enum([
  'good',
  'warned',
  'rectifying',
  'interview',
  'clear-out-proposed',
  'clear-out-decided',
  'cleared-out',
  'left',
]);

const Operated = { park: ParkCode, operator: OperatorCode, operatorName: Type.String() };

export const operatorStandingChanged = defineEvent({
  type: 'cn.yuanqu.assessment.operator-standing.changed.v1',
  summary: { zh: '运营机构评价变化', en: 'An operator’s standing in its park went up or down' },
  data: Type.Object({
    ...Operated,
    from: Standing,
    to: Standing,
    reason: Type.String({ description: 'One sentence, Chinese and English' }),
    month: Type.Optional(MonthText),
    dueAt: Type.Optional(Instant),
  }),
});

export const operatorClearOutDecided = defineEvent({
  type: 'cn.yuanqu.assessment.operator-standing.clear-out-decided.v1',
  summary: {
    zh: '运营机构清退决定',
    en: 'A person decided that an operator is cleared out; intake ends its contract',
  },
  data: Type.Object({
    ...Operated,
    lastDay: DaySchema,
    reason: Type.String(),
    decidedBy: Type.String({ description: 'Account' }),
  }),
});
