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
