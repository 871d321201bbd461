import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { Instant, OperatorCode, ParkCode } from '../fields.ts';

const Contract = Type.Object({
  operator: OperatorCode,
  name: Type.String(),
  park: ParkCode,
  from: Instant,
  until: Type.Optional(Instant),
});

export const operatorContracted = defineEvent({
  type: 'cn.yuanqu.intake.operator.contracted.v1',
  summary: { zh: '运营机构签约', en: 'An operator was contracted for a park' },
  data: Contract,
});

export const operatorContractEnded = defineEvent({
  type: 'cn.yuanqu.intake.operator.contract-ended.v1',
  summary: { zh: '运营合同终止', en: "An operator's contract for a park ended" },
  data: Type.Object({ ...Contract.properties, until: Instant }),
});

export const operatorSnapshotted = defineEvent({
  type: 'cn.yuanqu.intake.operator.snapshotted.v1',
  summary: { zh: '运营机构现状重述', en: 'An operator and its contracts, told again; notifies nobody' },
  data: Type.Object({
    operator: OperatorCode,
    name: Type.String(),
    contracts: Type.Array(Type.Object({ park: ParkCode, from: Instant, until: Type.Optional(Instant) })),
  }),
});
