import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { AreaM2, Instant, ParkCode } from '../fields.ts';

const ParkFacts = Type.Object({
  code: ParkCode,
  name: Type.String(),
  theme: Type.String(),
  leadingIndustries: Type.Array(Type.String({ pattern: '^\\d{2,4}$' }), {
    description: 'GB/T 4754 divisions, groups or classes',
  }),
  subParks: Type.Array(Type.Object({ code: Type.String(), number: Type.Integer(), name: Type.String() })),
  buildings: Type.Array(
    Type.Object({
      code: Type.String(),
      subPark: Type.String(),
      name: Type.String(),
      landAreaM2: Type.Optional(AreaM2),
    }),
  ),
  plots: Type.Optional(
    Type.Array(
      Type.Object({ code: Type.String(), subPark: Type.String(), name: Type.String(), landAreaM2: AreaM2 }),
      { description: 'All the land; the buildings on a plot share it in proportion to their units' },
    ),
  ),
  since: Instant,
  demo: Type.Optional(Type.Boolean()),
});

export const parkRegistered = defineEvent({
  type: 'cn.yuanqu.intake.park.registered.v1',
  summary: { zh: '园区登记', en: 'A themed park was registered' },
  data: ParkFacts,
});

export const parkChanged = defineEvent({
  type: 'cn.yuanqu.intake.park.changed.v1',
  summary: { zh: '园区信息变更', en: "A park's facts changed; the whole park is given" },
  data: ParkFacts,
});

export const parkSnapshotted = defineEvent({
  type: 'cn.yuanqu.intake.park.snapshotted.v1',
  summary: { zh: '园区现状重述', en: 'A park as it is now, told again; notifies nobody' },
  data: ParkFacts,
});
