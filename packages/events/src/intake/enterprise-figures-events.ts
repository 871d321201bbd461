import { MoneyFenSchema } from '@yuanqu/domain';
import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { MonthText, ParkCode, UsccText } from '../fields.ts';

export const enterpriseFiguresReported = defineEvent({
  type: 'cn.yuanqu.intake.enterprise-figures.reported.v1',
  summary: {
    zh: '企业月度数据',
    en: 'An enterprise’s figures of a month in a park were reported, made final or corrected; the whole is given',
  },
  data: Type.Object({
    uscc: UsccText,
    park: ParkCode,
    month: MonthText,
    version: Type.Integer({ minimum: 1, description: 'Counts the corrections of this enterprise’s month' }),
    stage: Type.Enum(['preliminary', 'final']),
    source: Type.String({ minLength: 1, maxLength: 80, description: 'Where the figures come from' }),
    outputFen: Type.Optional(MoneyFenSchema),
    revenueFen: Type.Optional(MoneyFenSchema),
    taxFen: Type.Optional(MoneyFenSchema),
    staff: Type.Optional(Type.Integer({ minimum: 0 })),
  }),
});
