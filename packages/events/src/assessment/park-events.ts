import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { AreaM2, Instant, ParkCode, Rate } from '../fields.ts';

const Crossing = Type.Object({
  park: ParkCode,
  name: Type.String({ description: "The park's name in Chinese" }),
  rate: Rate,
  target: Rate,
  letM2: AreaM2,
  lettableM2: AreaM2,
  at: Instant,
});

export const occupancyFellBelowTarget = defineEvent({
  type: 'cn.yuanqu.assessment.park.occupancy-fell-below-target.v1',
  summary: { zh: '园区入驻率低于目标', en: "A park's occupancy fell below its target" },
  data: Crossing,
});

export const occupancyRecovered = defineEvent({
  type: 'cn.yuanqu.assessment.park.occupancy-recovered.v1',
  summary: { zh: '园区入驻率恢复达标', en: "A park's occupancy is back above its target" },
  data: Crossing,
});

export const parkNearlyFull = defineEvent({
  type: 'cn.yuanqu.assessment.park.nearly-full.v1',
  summary: { zh: '园区即将满租', en: 'A park is nearly full' },
  data: Crossing,
});
