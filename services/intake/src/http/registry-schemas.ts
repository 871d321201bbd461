import { DaySchema, InstantSchema, UuidSchema } from '@yuanqu/domain';
import { AreaM2, ParkCode, UnitCode, UsccText } from '@yuanqu/events';
import { Type } from 'typebox';
import { occupancyStatuses } from '../domain/occupancy-status.ts';
import { legalStatuses } from '../usecases/registry-queries.ts';
import { seenStatuses } from '../domain/occupancy-figures.ts';

/** The query parameter that asks for the past. */
export const asOfQuery = {
  at: Type.Optional({
    ...InstantSchema,
    description:
      'As of this instant of the past, by what was observed up to it; RFC 3339 with its offset. A day alone is refused: for the end of 1 November in Shanghai send 2026-11-02T00:00:00+08:00',
  }),
};

export const SeenStatusSchema = Type.Enum([...seenStatuses]);

const Extent = Type.Object({ units: Type.Integer(), areaM2: AreaM2 });

export const Occupancy = Type.Object(
  {
    total: Extent,
    byStatus: Type.Record(SeenStatusSchema, Extent, { description: 'All units, whatever their usage' }),
    lettable: { ...Extent, description: 'Of the usages that count: all but under works and withdrawn' },
    let: Extent,
    rateByArea: Type.Optional(Type.Number({ description: 'Let over lettable area, four decimals' })),
    rateByNumber: Type.Optional(
      Type.Number({ description: 'Let over lettable number of units, four decimals' }),
    ),
  },
  { description: 'Figures at this moment or as of `at`' },
);

const park = {
  code: ParkCode,
  name: Type.String(),
  theme: Type.String(),
  leadingIndustries: Type.Array(Type.String()),
  positioning: Type.Optional(Type.String()),
  since: InstantSchema,
  contractsSince: Type.Optional(DaySchema),
  demo: Type.Boolean(),
};

export const ParkItem = Type.Object({ ...park, occupancy: Occupancy });

export const ParkTreeSchema = Type.Object({
  ...park,
  occupancy: Occupancy,
  published: Type.Optional(Type.Unknown({ description: 'What a source says about the park' })),
  operators: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      from: InstantSchema,
      until: Type.Optional(InstantSchema),
    }),
    { description: 'Contracted operators, latest first' },
  ),
  subParks: Type.Array(
    Type.Object({
      code: Type.String(),
      number: Type.Integer(),
      name: Type.String(),
      demo: Type.Boolean(),
      occupancy: Occupancy,
      plots: Type.Array(
        Type.Object({ code: Type.String(), name: Type.String(), landAreaM2: AreaM2, demo: Type.Boolean() }),
      ),
      buildings: Type.Array(
        Type.Object({
          code: Type.String(),
          plot: Type.Optional(Type.String()),
          name: Type.String(),
          floors: Type.Array(Type.Integer()),
          demo: Type.Boolean(),
          occupancy: Occupancy,
        }),
      ),
    }),
  ),
});

export const UnitItem = Type.Object({
  park: ParkCode,
  unit: UnitCode,
  subPark: Type.String(),
  building: Type.String(),
  floor: Type.Integer(),
  areaM2: AreaM2,
  usage: Type.String(),
  counts: Type.Boolean(),
  since: InstantSchema,
  retiredAt: Type.Optional(InstantSchema),
  status: SeenStatusSchema,
  observedAt: Type.Optional(InstantSchema),
  uscc: Type.Optional(UsccText),
  enterprise: Type.Optional(Type.String({ description: 'Its name; absent while provisional' })),
  legalStatus: Type.Optional(
    Type.Enum([...legalStatuses], {
      description: 'What contracts make of it now: let, reserved, or free; not told of the past',
    }),
  ),
  tenancy: Type.Optional({ ...UuidSchema, description: 'The tenancy that holds it now' }),
  revision: Type.Integer({ description: 'For If-Match: counts the changes of its area, usage and place' }),
  demo: Type.Boolean(),
});

/** What a split or a merger made the unit out of, or made out of it. */
export const LineageFields = {
  retiredAt: Type.Optional(InstantSchema),
  cutFrom: Type.Array(UnitCode, { description: 'The units that it was cut or merged from' }),
  cutInto: Type.Array(UnitCode, { description: 'The units that it was cut or merged into' }),
};

export const HistoryEntrySchema = Type.Object({
  observedAt: InstantSchema,
  status: Type.Enum([...occupancyStatuses]),
  uscc: Type.Optional(UsccText),
  operator: Type.String(),
  updateId: Type.String(),
  receivedAt: InstantSchema,
  revision: Type.Integer({ description: 'The revision of the unit that it made; names its event' }),
});
