import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { IndustryCode, SizeClassText, UsccText } from '../fields.ts';

const EnterpriseFacts = Type.Object({
  uscc: UsccText,
  name: Type.Optional(Type.String()),
  industry: Type.Optional(IndustryCode),
  sizeClass: Type.Optional(SizeClassText),
  provisional: Type.Boolean({ description: 'Known by its code only, from an occupancy update' }),
});

export const enterpriseRegistered = defineEvent({
  type: 'cn.yuanqu.intake.enterprise.registered.v1',
  summary: { zh: '企业登记', en: 'An enterprise was registered, or seen for the first time' },
  data: EnterpriseFacts,
});

export const enterpriseChanged = defineEvent({
  type: 'cn.yuanqu.intake.enterprise.changed.v1',
  summary: { zh: '企业信息变更', en: "An enterprise's facts changed; the whole is given" },
  data: EnterpriseFacts,
});

export const enterpriseSnapshotted = defineEvent({
  type: 'cn.yuanqu.intake.enterprise.snapshotted.v1',
  summary: { zh: '企业现状重述', en: 'An enterprise as it is now, told again; notifies nobody' },
  data: EnterpriseFacts,
});
