import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { OperatorCode, ParkCode } from '../fields.ts';

const Client = Type.Object({
  clientId: Type.String(),
  operator: OperatorCode,
  parks: Type.Array(ParkCode),
  name: Type.Optional(Type.String()),
  demo: Type.Optional(Type.Boolean({ description: 'Belongs to the demo district' })),
});

export const clientRegistered = defineEvent({
  type: 'cn.yuanqu.identity.client.registered.v1',
  summary: { zh: '系统接入开通', en: "An operator's system was registered" },
  data: Client,
});

export const clientChanged = defineEvent({
  type: 'cn.yuanqu.identity.client.changed.v1',
  summary: {
    zh: '系统接入变更',
    en: "The name or parks of an operator's system changed; the whole is given",
  },
  data: Client,
});

export const clientRevoked = defineEvent({
  type: 'cn.yuanqu.identity.client.revoked.v1',
  summary: { zh: '系统接入停用', en: "An operator's system lost its access" },
  data: Type.Object({ ...Client.properties, reason: Type.String() }),
});

export const clientRestored = defineEvent({
  type: 'cn.yuanqu.identity.client.restored.v1',
  summary: { zh: '系统接入恢复', en: "An operator's system got its access back" },
  data: Client,
});

export const clientSnapshotted = defineEvent({
  type: 'cn.yuanqu.identity.client.snapshotted.v1',
  summary: { zh: '系统接入现状重述', en: 'An operator’s system as it is now, told again; notifies nobody' },
  data: Type.Object({ ...Client.properties, active: Type.Boolean() }),
});
