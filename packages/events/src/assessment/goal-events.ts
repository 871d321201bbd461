import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { Instant, ParkCode } from '../fields.ts';

/** What a park means to reach in a month or quarter; the subject is the goal's id. Rates are shares of one. */
const Goal = {
  park: ParkCode,
  measure: Type.Enum([
    'occupancy-rate',
    'let-area',
    'tenants',
    'new-tenants',
    'leading-share',
    'chain-coverage',
    'output',
    'tax',
  ]),
  value: Type.Number({ description: 'To be reached' }),
  valueZh: Type.String({ description: 'The same as people read it, with its unit' }),
  valueEn: Type.String(),
  period: Type.String({ description: 'A month or a quarter: 2026-11, 2026-Q4' }),
};

export const goalProposed = defineEvent({
  type: 'cn.yuanqu.assessment.goal.proposed.v1',
  summary: { zh: '突破目标提出', en: 'A goal of a park was proposed' },
  data: Type.Object({ ...Goal, endsAt: Instant }),
});

export const goalAgreed = defineEvent({
  type: 'cn.yuanqu.assessment.goal.agreed.v1',
  summary: { zh: '突破目标确定', en: 'A goal of a park was agreed on, by another person than proposed it' },
  data: Type.Object({ ...Goal, endsAt: Instant }),
});

export const goalDropped = defineEvent({
  type: 'cn.yuanqu.assessment.goal.dropped.v1',
  summary: {
    zh: '突破目标未予确定',
    en: 'A proposed goal was declined, withdrawn, or its period ended first',
  },
  data: Type.Object({
    ...Goal,
    how: Type.Enum(['declined', 'withdrawn', 'lapsed']),
    reason: Type.Optional(Type.String()),
  }),
});

export const goalClosed = defineEvent({
  type: 'cn.yuanqu.assessment.goal.closed.v1',
  summary: { zh: '突破目标到期', en: 'A goal’s period is over: met, missed, or not to be measured' },
  data: Type.Object({
    ...Goal,
    outcome: Type.Enum(['met', 'missed', 'unmeasured']),
    reached: Type.Optional(Type.Number({ description: 'At the end of the period' })),
    reachedZh: Type.String(),
    reachedEn: Type.String(),
  }),
});

/** What an agreed goal is to become, as a part of a sentence; `value` is what it is when the event is told. */
const Change = { ...Goal, changeZh: Type.String(), changeEn: Type.String(), reason: Type.String() };

export const goalChangeProposed = defineEvent({
  type: 'cn.yuanqu.assessment.goal.change-proposed.v1',
  summary: {
    zh: '突破目标变更提出',
    en: 'A change of an agreed goal was proposed; the other side has to agree',
  },
  data: Type.Object({
    ...Change,
    side: Type.Enum(['park', 'office'], { description: 'Which side proposed it' }),
    endsAt: Instant,
  }),
});

export const goalChanged = defineEvent({
  type: 'cn.yuanqu.assessment.goal.changed.v1',
  summary: {
    zh: '突破目标变更',
    en: 'An agreed goal has another value, or is none any more, as both sides agreed',
  },
  data: Type.Object({
    ...Change,
    was: Type.Number(),
    givenUp: Type.Optional(Type.Boolean({ description: 'It is a goal no more' })),
  }),
});

export const goalChangeDeclined = defineEvent({
  type: 'cn.yuanqu.assessment.goal.change-declined.v1',
  summary: {
    zh: '突破目标变更未获同意',
    en: 'A change of an agreed goal was declined: the goal stays as it is',
  },
  data: Type.Object(Change),
});
