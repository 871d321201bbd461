import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import {
  AreaM2,
  IndustryCode,
  Instant,
  OccupancyStatus,
  OperatorCode,
  ParkCode,
  UnitCode,
  UnitUsage,
  UsccText,
  Uuid,
} from '../fields.ts';

/** Where a unit is and how large it is; its subject is the unit's id. History begins at `since`. */
const UnitFacts = {
  park: ParkCode,
  subPark: Type.String({ description: 'Sub-park code' }),
  building: Type.String({ description: 'Building code' }),
  floor: Type.Integer(),
  unit: UnitCode,
  areaM2: AreaM2,
  usage: UnitUsage,
  counts: Type.Boolean({ description: 'Whether this usage counts towards occupancy' }),
};

/** What an operator observed of a unit. */
const ObservationFacts = {
  operator: OperatorCode,
  updateId: Type.String({ minLength: 1, maxLength: 64 }),
  status: OccupancyStatus,
  uscc: Type.Optional(UsccText),
  industry: Type.Optional(IndustryCode),
  observedAt: Instant,
};

export const unitRegistered = defineEvent({
  type: 'cn.yuanqu.intake.unit.registered.v1',
  summary: { zh: '房源登记', en: 'A unit was registered' },
  data: Type.Object({
    ...UnitFacts,
    since: Instant,
    cutFrom: Type.Optional(Type.Array(Uuid, { description: 'Units it was split or merged from' })),
    demo: Type.Optional(Type.Boolean()),
  }),
});

export const unitChanged = defineEvent({
  type: 'cn.yuanqu.intake.unit.changed.v1',
  summary: { zh: '房源信息变更', en: "A unit's area, usage or place was corrected" },
  data: Type.Object({
    ...UnitFacts,
    since: Instant,
    reason: Type.Optional(Type.String({ description: 'Why, although a contract holds it' })),
  }),
});

export const unitRetired = defineEvent({
  type: 'cn.yuanqu.intake.unit.retired.v1',
  summary: { zh: '房源注销', en: 'A unit ceased to exist: split, merged or closed' },
  data: Type.Object({
    park: ParkCode,
    unit: UnitCode,
    at: Instant,
    because: Type.Enum(['split', 'merged', 'closed']),
    into: Type.Array(Uuid),
  }),
});

export const unitSnapshotted = defineEvent({
  type: 'cn.yuanqu.intake.unit.snapshotted.v1',
  summary: { zh: '房源现状重述', en: 'A unit as it is now, told again; notifies nobody' },
  data: Type.Object({
    ...UnitFacts,
    since: Instant,
    retiredAt: Type.Optional(Instant),
    newest: Type.Optional(Type.Object(ObservationFacts, { description: 'What was observed last' })),
    demo: Type.Optional(Type.Boolean()),
  }),
});

export const unitOccupancyChanged = defineEvent({
  type: 'cn.yuanqu.intake.unit.occupancy-changed.v1',
  summary: { zh: '房源状态更新', en: 'An operator observed the state of a unit; late observations too' },
  data: Type.Object({
    park: ParkCode,
    unit: UnitCode,
    ...ObservationFacts,
    current: Type.Boolean({
      description: 'False when a newer observation was known already: it changes the past only',
    }),
  }),
});
