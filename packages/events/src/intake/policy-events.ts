import { DaySchema } from '@yuanqu/domain';
import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { ParkCode } from '../fields.ts';

export const policyPublished = defineEvent({
  type: 'cn.yuanqu.intake.policy.published.v1',
  summary: { zh: '招商规定发布', en: 'A version of a park’s policy was published' },
  data: Type.Object({ park: ParkCode, version: Type.String(), effectiveFrom: DaySchema }),
});
