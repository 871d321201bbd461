import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { Instant, ParkCode, UnitCode, UsccText } from '../fields.ts';

/** What a tenant asked of its park; the words stay with the service. */
const ServiceRequest = {
  park: ParkCode,
  category: Type.Enum(['repair', 'inquiry', 'policy']),
  tenant: Type.String({ description: 'Name of the tenant' }),
  uscc: Type.Optional(UsccText),
  unit: Type.Optional(UnitCode),
  answerDueAt: Instant,
};

export const serviceRequestOpened = defineEvent({
  type: 'cn.yuanqu.intake.service-request.opened.v1',
  summary: { zh: '服务请求', en: 'A tenant asked for something, or asked again' },
  data: Type.Object({ ...ServiceRequest, reopened: Type.Integer({ minimum: 0 }) }),
});

export const serviceRequestAnswered = defineEvent({
  type: 'cn.yuanqu.intake.service-request.answered.v1',
  summary: { zh: '服务请求答复', en: 'A service request was answered' },
  data: Type.Object({ ...ServiceRequest, inTime: Type.Boolean() }),
});

export const serviceRequestOverdue = defineEvent({
  type: 'cn.yuanqu.intake.service-request.overdue.v1',
  summary: { zh: '服务请求逾期', en: 'A service request was not answered in time' },
  data: Type.Object(ServiceRequest),
});

export const serviceRequestClosed = defineEvent({
  type: 'cn.yuanqu.intake.service-request.closed.v1',
  summary: { zh: '服务请求办结', en: 'A service request is over: rated, taken as accepted, or withdrawn' },
  data: Type.Object({
    ...ServiceRequest,
    how: Type.Enum(['rated', 'closed', 'withdrawn']),
    stars: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
  }),
});
