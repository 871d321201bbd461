import { DaySchema } from '@yuanqu/domain';
import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { ParkCode } from '../fields.ts';

/** What happened in a park and costs it points of its month; the words stay with the service. */
const Incident = {
  park: ParkCode,
  incidentKind: Type.Enum(['safety', 'integrity']),
  gravity: Type.Enum(['minor', 'serious', 'grave']),
  day: DaySchema,
  points: Type.Number({ minimum: 0, description: 'Points of 100, two decimals' }),
};

export const incidentRecorded = defineEvent({
  type: 'cn.yuanqu.assessment.incident.recorded.v1',
  summary: { zh: '扣分事件登记', en: 'An incident of safety or integrity was recorded in a park' },
  data: Type.Object({
    ...Incident,
    effectZh: Type.Optional(
      Type.String({ description: 'What the rule of its month makes of it, as a part of a sentence' }),
    ),
    effectEn: Type.Optional(Type.String()),
  }),
});

export const incidentWithdrawn = defineEvent({
  type: 'cn.yuanqu.assessment.incident.withdrawn.v1',
  summary: { zh: '扣分事件撤销', en: 'An incident was withdrawn: it costs nothing any more' },
  data: Type.Object({ ...Incident, reason: Type.String() }),
});
