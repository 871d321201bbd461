import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { OperatorCode, ParkCode, UsccText } from '../fields.ts';

const Account = Type.Object({
  username: Type.String(),
  name: Type.String(),
  roles: Type.Array(Type.String()),
  parks: Type.Union([Type.Literal('*'), Type.Array(ParkCode)]),
  language: Type.Union([Type.Literal('zh'), Type.Literal('en')]),
  operator: Type.Optional(OperatorCode),
  enterprise: Type.Optional(UsccText),
  active: Type.Boolean(),
  demo: Type.Optional(Type.Boolean({ description: 'Belongs to the demo district' })),
});

export const accountRegistered = defineEvent({
  type: 'cn.yuanqu.identity.account.registered.v1',
  summary: { zh: '账号开通', en: 'A person got an account' },
  data: Account,
});

export const accountChanged = defineEvent({
  type: 'cn.yuanqu.identity.account.changed.v1',
  summary: { zh: '账号变更', en: "An account's roles, parks or state changed; the whole is given" },
  data: Account,
});

export const accountSnapshotted = defineEvent({
  type: 'cn.yuanqu.identity.account.snapshotted.v1',
  summary: { zh: '账号现状重述', en: 'An account as it is now, told again; notifies nobody' },
  data: Account,
});
