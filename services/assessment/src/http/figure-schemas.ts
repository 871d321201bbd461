import { InstantSchema } from '@yuanqu/domain';
import { ParkCode } from '@yuanqu/events';
import { Type } from 'typebox';

const Amount = Type.Object({ units: Type.Integer(), areaM2: Type.Number() });
const Share = Type.Optional(Type.Number({ description: 'Share of one; absent when nothing is lettable' }));

/** Amounts by state and the rates, of whatever units are taken together. */
export const FigureSchema = Type.Object(
  {
    let: Amount,
    reserved: Amount,
    vacant: Amount,
    underWorks: Amount,
    withdrawn: Amount,
    lettable: Amount,
    total: Amount,
    neverObserved: Type.Integer({ description: 'Units nobody has reported on yet; counted as vacant' }),
    rateByArea: Share,
    rateByNumber: Share,
  },
  { description: 'Units whose usage counts towards occupancy' },
);

const NamedFigure = Type.Object({ code: Type.String(), name: Type.String(), figure: FigureSchema });

export const DistrictFiguresSchema = Type.Object({
  at: InstantSchema,
  district: FigureSchema,
  parks: Type.Array(NamedFigure),
});

export const ParkFiguresSchema = Type.Object({
  ...NamedFigure.properties,
  at: InstantSchema,
  subParks: Type.Array(
    Type.Object({ ...NamedFigure.properties, number: Type.Integer(), buildings: Type.Array(NamedFigure) }),
  ),
});

/** What everybody may know of a park. */
export const ParkTotalSchema = Type.Object({
  park: ParkCode,
  name: Type.String(),
  units: Type.Integer(),
  letM2: Type.Number(),
  lettableM2: Type.Number(),
  rateByArea: Share,
  rateByNumber: Share,
});

export const AtQuery = {
  at: Type.Optional({
    ...InstantSchema,
    description:
      'An instant of the past, RFC 3339 with its offset; now unless told. A day alone is refused: for the end of 1 November in Shanghai send 2026-11-02T00:00:00+08:00',
  }),
};
