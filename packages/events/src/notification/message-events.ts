import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { Instant } from '../fields.ts';

export const messageAcknowledged = defineEvent({
  type: 'cn.yuanqu.notification.message.acknowledged.v1',
  summary: { zh: '通知已签收', en: 'An official acknowledged a message' },
  data: Type.Object({
    official: Type.String(),
    eventId: Type.String(),
    eventType: Type.String(),
    at: Instant,
  }),
});

/** Nobody of the role whose turn it was acknowledged in time; it is the next role's turn, or there is none. */
export const messageEscalated = defineEvent({
  type: 'cn.yuanqu.notification.message.escalated.v1',
  summary: {
    zh: '通知逾期未签收,已升级督办',
    en: 'A message was not acknowledged in time and is told higher up',
  },
  data: Type.Object({
    eventId: Type.String(),
    eventType: Type.String(),
    parks: Type.Array(Type.String()),
    step: Type.Integer({ minimum: 1 }),
    overdueRole: Type.String(),
    overdueOwner: Type.Optional(Type.String({ description: "An account's id" })),
    toRole: Type.Optional(Type.String({ description: 'Absent after the last step' })),
    dueAt: Instant,
    at: Instant,
  }),
});
