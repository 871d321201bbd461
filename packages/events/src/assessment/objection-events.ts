import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { Instant, MonthText, ParkCode } from '../fields.ts';

/** What a park's operator objects to in a closed month; the evidence stays with the service. */
const Objection = {
  park: ParkCode,
  month: MonthText,
  version: Type.Integer({ minimum: 1, description: 'Of the league table that was objected to' }),
  about: Type.Optional(Type.String({ description: 'An indicator, or a kind of incident' })),
  decideDueAt: Instant,
};

export const objectionRaised = defineEvent({
  type: 'cn.yuanqu.assessment.objection.raised.v1',
  summary: { zh: '考核申诉', en: 'An operator objected to its park’s month before it was published' },
  data: Type.Object(Objection),
});

export const objectionOverdue = defineEvent({
  type: 'cn.yuanqu.assessment.objection.overdue.v1',
  summary: { zh: '考核申诉逾期未决', en: 'An objection was not decided in time' },
  data: Type.Object(Objection),
});

export const objectionDecided = defineEvent({
  type: 'cn.yuanqu.assessment.objection.decided.v1',
  summary: { zh: '考核申诉决定', en: 'An objection was upheld, dismissed or withdrawn' },
  data: Type.Object({
    ...Objection,
    how: Type.Enum(['upheld', 'dismissed', 'withdrawn']),
    words: Type.Optional(Type.String({ description: 'Why, as it was told to the operator' })),
    inTime: Type.Boolean(),
  }),
});
