import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { AreaM2, ParkCode, UnitCode, UnitUsage, UsccText, Uuid } from '../fields.ts';

/** The space that an approved application wants; the subject is the application's id. */
const Demand = {
  park: ParkCode,
  applicant: Type.String({ description: 'Name of the applicant' }),
  uscc: Type.Optional(UsccText),
  usage: UnitUsage,
  areaM2: AreaM2,
};

export const demandUnmet = defineEvent({
  type: 'cn.yuanqu.intake.demand.unmet.v1',
  summary: {
    zh: '用房需求未满足',
    en: 'No contiguous free area of the park is large enough: it waits, or spills over; told once until something is offered',
  },
  data: Type.Object({
    ...Demand,
    missingM2: AreaM2,
    largestM2: Type.Number({ minimum: 0, description: 'The largest area that is free in one sub-park' }),
  }),
});

export const demandRemeasured = defineEvent({
  type: 'cn.yuanqu.intake.demand.remeasured.v1',
  summary: {
    zh: '用房缺口变化',
    en: 'A demand still waits; how much is missing has changed since it was told to be unmet',
  },
  data: Type.Object({
    ...Demand,
    missingM2: AreaM2,
    largestM2: Type.Number({ minimum: 0, description: 'The largest area that is free in one sub-park' }),
  }),
});

export const demandOffered = defineEvent({
  type: 'cn.yuanqu.intake.demand.offered.v1',
  summary: { zh: '房源推荐', en: 'Units were offered to a demand in its turn' },
  data: Type.Object({
    ...Demand,
    within: Type.Enum(['floor', 'building', 'sub-park']),
    where: Type.String({ description: 'Such as A/3, A, or a sub-park’s code' }),
    units: Type.Array(UnitCode),
    offeredM2: AreaM2,
    together: Type.Optional(
      Type.Object(
        {
          group: Uuid,
          demands: Type.Integer({ minimum: 2 }),
          within: Type.Optional(Type.Enum(['floor', 'building', 'sub-park'])),
          where: Type.Optional(Type.String()),
          sentence: Type.Object({ zh: Type.String(), en: Type.String() }),
        },
        {
          description: 'How the demands of its group were placed; without `within` no area had room for all',
        },
      ),
    ),
  }),
});

export const demandEnded = defineEvent({
  type: 'cn.yuanqu.intake.demand.ended.v1',
  summary: { zh: '用房需求终结', en: 'A demand was met by a contract, or its application is over' },
  data: Type.Object({ ...Demand, how: Type.Enum(['met', 'gone']) }),
});
