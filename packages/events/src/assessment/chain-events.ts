import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { ParkCode } from '../fields.ts';

/** A segment of a park's industrial chain; the subject is the park. */
const Segment = {
  park: ParkCode,
  name: Type.String({ description: "The park's name in Chinese" }),
  segment: Type.String({ description: 'Code of the segment within the chain' }),
  segmentZh: Type.String(),
  segmentEn: Type.String(),
  industries: Type.Array(Type.String(), { description: 'GB/T 4754-2017, of any level: whom to look for' }),
};

export const chainGapOpened = defineEvent({
  type: 'cn.yuanqu.assessment.park.chain-gap-opened.v1',
  summary: {
    zh: '产业链出现缺口',
    en: 'A segment of a park’s chain that was covered has nobody left, or one firm only, who leaves',
  },
  data: Type.Object({ ...Segment, because: Type.Enum(['nobody', 'last-one-leaves']) }),
});

export const chainGapClosed = defineEvent({
  type: 'cn.yuanqu.assessment.park.chain-gap-closed.v1',
  summary: { zh: '产业链缺口已补上', en: 'A gap in a park’s chain is covered' },
  data: Type.Object({ ...Segment, firms: Type.Integer({ minimum: 1, description: 'How many cover it' }) }),
});
