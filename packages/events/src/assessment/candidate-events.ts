import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { MonthText, ParkCode, Rate } from '../fields.ts';

export const renovationCandidateFound = defineEvent({
  type: 'cn.yuanqu.assessment.park.renovation-candidate-found.v1',
  summary: {
    zh: '园区列为改造候选',
    en: 'By a published month a park that was none in the month before is a candidate for renovation',
  },
  data: Type.Object({
    park: ParkCode,
    name: Type.String({ description: "The park's name in Chinese" }),
    month: MonthText,
    version: Type.Integer({ minimum: 1, description: 'Of the published league table' }),
    because: Type.Array(Type.Enum(['low-occupancy', 'low-output'])),
    reasonZh: Type.String(),
    reasonEn: Type.String(),
    rate: Type.Optional(Rate),
    target: Rate,
    outputPerMu: Type.Optional(Type.Integer({ description: 'Whole yuan in the month' })),
    districtOutputPerMu: Type.Optional(Type.Integer()),
    demands: Type.Integer({
      minimum: 0,
      description: 'Approved applications that wait for space in the park',
    }),
    missingM2: Type.Number({ minimum: 0, description: 'The space that they miss' }),
  }),
});
