import { InstantSchema, MonthSchema, UuidSchema } from '@yuanqu/domain';
import { OccupancyStatus, ParkCode } from '@yuanqu/events';
import { Type } from 'typebox';

const AreaMs = Type.String({ pattern: '^[0-9]+$', description: 'Hundredths of a m² × milliseconds, exact' });
const Rate = Type.Optional(Type.Number({ description: 'Share of one; absent when nothing was lettable' }));
const Milliseconds = Type.Integer({ description: 'Milliseconds' });

export const MonthQuery = {
  month: Type.Optional(MonthSchema),
};

export const ParkMonthSchema = Type.Object({
  park: ParkCode,
  name: Type.String(),
  month: MonthSchema,
  running: Type.Boolean({ description: 'A running month counts up to now' }),
  upTo: InstantSchema,
  units: Type.Integer(),
  letAreaMs: AreaMs,
  lettableAreaMs: AreaMs,
  letM2Days: Type.Number(),
  lettableM2Days: Type.Number(),
  rate: Rate,
  explanation: Type.Object({ zh: Type.String(), en: Type.String() }),
  frozen: Type.Optional(
    Type.Object({
      version: Type.Integer(),
      closedAt: InstantSchema,
      letAreaMs: AreaMs,
      lettableAreaMs: AreaMs,
      rate: Rate,
      lateArrivals: Type.Integer({ description: 'Events about the month that came after it was closed' }),
      explanation: Type.Object({ zh: Type.String(), en: Type.String() }),
    }),
  ),
  links: Type.Object({
    units: Type.String(),
    observations: Type.String(),
    csv: Type.String(),
    corrections: Type.Optional(Type.String()),
  }),
});

export const UnitMonthSchema = Type.Object({
  unitId: UuidSchema,
  unit: Type.String(),
  building: Type.String(),
  areaM2: Type.Number(),
  since: InstantSchema,
  retiredAt: Type.Optional(InstantSchema),
  letMs: Milliseconds,
  lettableMs: Milliseconds,
  /** Its part in the park's sums. */
  letAreaMs: AreaMs,
  lettableAreaMs: AreaMs,
  rate: Rate,
  status: Type.Optional(OccupancyStatus),
  links: Type.Object({ intervals: Type.String() }),
});

export const ObservationSchema = Type.Object({
  unitId: UuidSchema,
  unit: Type.String(),
  observedAt: InstantSchema,
  status: OccupancyStatus,
  uscc: Type.Optional(Type.String()),
  industry: Type.Optional(Type.String()),
  operator: Type.String(),
  updateId: Type.String(),
  eventId: UuidSchema,
  arrivedAt: InstantSchema,
  place: Type.Object({ partition: Type.Integer(), epoch: Type.Integer(), sequence: Type.String() }),
});

export const UnitIntervalsSchema = Type.Object({
  unitId: UuidSchema,
  unit: Type.String(),
  areaM2: Type.Number(),
  counts: Type.Boolean(),
  intervals: Type.Array(
    Type.Object({
      from: InstantSchema,
      to: InstantSchema,
      ms: Milliseconds,
      status: OccupancyStatus,
      let: Type.Boolean(),
      lettable: Type.Boolean(),
      observation: Type.Optional(ObservationSchema),
    }),
    { description: 'An interval without an observation lies before the first one: taken for vacant' },
  ),
});
