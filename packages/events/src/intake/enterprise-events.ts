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

const Which = { id: Type.String({ minLength: 1, maxLength: 40, description: 'Credit code or internal id' }) };

export const enterpriseMerged = defineEvent({
  type: 'cn.yuanqu.intake.enterprise.merged.v1',
  summary: {
    zh: '企业归并',
    en: 'An enterprise was found to be the same as another, whose facts are given: what is said of it holds for that one',
  },
  data: Type.Object({
    ...Which,
    into: Which.id,
    reason: Type.String(),
    name: Type.Optional(Type.String()),
    industry: Type.Optional(IndustryCode),
    sizeClass: Type.Optional(SizeClassText),
  }),
});

export const enterpriseUnmerged = defineEvent({
  type: 'cn.yuanqu.intake.enterprise.unmerged.v1',
  summary: {
    zh: '撤销企业归并',
    en: 'An enterprise is its own again, with its own facts: the merger was wrong',
  },
  data: Type.Object({
    ...Which,
    from: Which.id,
    reason: Type.String(),
    name: Type.Optional(Type.String()),
    industry: Type.Optional(IndustryCode),
    sizeClass: Type.Optional(SizeClassText),
  }),
});

export const enterpriseBodyRegistered = defineEvent({
  type: 'cn.yuanqu.intake.enterprise.body-registered.v1',
  summary: {
    zh: '无代码单位登记',
    en: 'A body without a credit code was registered under an internal id, or renamed',
  },
  data: Type.Object({ ...Which, name: Type.String() }),
});
