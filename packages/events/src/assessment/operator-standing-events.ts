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

const Deed = Type.Enum(['plan', 'rectification', 'interview', 'decision', 'hand-over', 'appeal']);

const Operated = { park: ParkCode, operator: OperatorCode, operatorName: Type.String() };

export const operatorStandingChanged = defineEvent({
  type: 'cn.yuanqu.assessment.operator-standing.changed.v1',
  summary: { zh: '运营机构评价变化', en: 'An operator’s standing in its park went up or down' },
  data: Type.Object({
    ...Operated,
    from: Standing,
    to: Standing,
    reason: Type.String({ description: 'One sentence, Chinese and English' }),
    reasonZh: Type.Optional(Type.String()),
    reasonEn: Type.Optional(Type.String()),
    nextZh: Type.Optional(
      Type.String({ description: 'What is to be done by when, and until when to appeal; may be empty' }),
    ),
    nextEn: Type.Optional(Type.String()),
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

export const operatorStandingOverdue = defineEvent({
  type: 'cn.yuanqu.assessment.operator-standing.overdue.v1',
  summary: {
    zh: '运营机构评价逾期',
    en: 'Something that an operator’s standing waits for was not done in time',
  },
  data: Type.Object({ ...Operated, status: Standing, what: Deed, dueAt: Instant }),
});

export const operatorStandingAppealed = defineEvent({
  type: 'cn.yuanqu.assessment.operator-standing.appealed.v1',
  summary: {
    zh: '运营机构申诉',
    en: 'An operator appeals against a step; deadlines stand still until it is decided',
  },
  data: Type.Object({ ...Operated, status: Standing, decideBy: Instant }),
});

export const operatorAppealDecided = defineEvent({
  type: 'cn.yuanqu.assessment.operator-standing.appeal-decided.v1',
  summary: { zh: '运营机构申诉裁定', en: 'An operator’s appeal was decided' },
  data: Type.Object({
    ...Operated,
    status: Standing,
    outcome: Type.Enum(['upheld', 'rejected']),
    reason: Type.String(),
    month: Type.Optional(MonthText),
  }),
});

export const operatorStandingPaused = defineEvent({
  type: 'cn.yuanqu.assessment.operator-standing.paused.v1',
  summary: {
    zh: '运营机构评价暂停',
    en: 'An operator’s standing is paused: deadlines and months stand still',
  },
  data: Type.Object({ ...Operated, status: Standing, until: Instant, reason: Type.String() }),
});

export const operatorStandingProceeded = defineEvent({
  type: 'cn.yuanqu.assessment.operator-standing.proceeded.v1',
  summary: {
    zh: '运营机构整改进展',
    en: 'An operator’s standing waits for something else now: its plan came or went back, the interview was held',
  },
  data: Type.Object({
    ...Operated,
    status: Standing,
    step: Type.Enum(['plan-submitted', 'plan-returned', 'interview-held']),
    dueAt: Type.Optional(Instant),
  }),
});
