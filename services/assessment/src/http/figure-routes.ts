import { ParkCode } from '@yuanqu/events';
import type { App, RoutePlugin } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { LiveFigure } from '../domain/live-figures.ts';
import type { DistrictFigures, NamedFigure, ParkFigures } from '../usecases/read-figures.ts';
import { AtQuery, DistrictFiguresSchema, ParkFiguresSchema, ParkTotalSchema } from './figure-schemas.ts';
import { figuresInScope, figuresOfPark, instantOf, scopeOf } from './reading.ts';

export interface FigureRoutesOptions {
  readonly readDistrictFigures: (
    parks: readonly string[] | undefined,
    at: Date | undefined,
  ) => Promise<DistrictFigures>;
  readonly readParkFigures: (code: string, at: Date | undefined) => Promise<ParkFigures>;
}

/** Live figures: `/figures` of all parks in scope, `/parks/{code}/figures` down to buildings, and the public `/totals`. */
export const figureRoutes =
  ({ readDistrictFigures, readParkFigures }: FigureRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.get(
      '/figures',
      { schema: districtSchema, config: { access: figuresInScope } },
      async ({ grant, query }) => {
        const { at, district, parks } = await readDistrictFigures(scopeOf(grant), instantOf(query.at));
        return { at: at.toISOString(), district, parks: parks.map(toNamed) };
      },
    );
    app.get(
      '/parks/:code/figures',
      { schema: parkSchema, config: { access: figuresOfPark } },
      async ({ params, query }) => {
        const { code, name, at, figure, subParks } = await readParkFigures(params.code, instantOf(query.at));
        return {
          code,
          name,
          figure,
          at: at.toISOString(),
          subParks: subParks.map(({ buildings, ...subPark }) =>
            Object.assign(subPark, { buildings: buildings.map(toNamed) }),
          ),
        };
      },
    );
    app.get('/totals', { schema: totalsSchema, config: { access: 'public' } }, async () => {
      const { at, parks } = await readDistrictFigures(undefined, undefined);
      return {
        at: at.toISOString(),
        items: parks.map(({ code, name, figure }) => toTotal(code, name, figure)),
      };
    });
  };

const toNamed = ({ code, name, figure }: NamedFigure) => ({ code, name, figure });

const toTotal = (park: string, name: string, { total, lettable, ...figure }: LiveFigure) => ({
  park,
  name,
  units: total.units,
  letM2: figure.let.areaM2,
  lettableM2: lettable.areaM2,
  ...(figure.rateByArea !== undefined && { rateByArea: figure.rateByArea }),
  ...(figure.rateByNumber !== undefined && { rateByNumber: figure.rateByNumber }),
});

const tags = ['figures'];

const districtSchema = {
  tags,
  summary: 'Occupancy of the parks in the caller’s scope, now or at an instant of the past',
  querystring: Type.Object(AtQuery),
  response: { 200: DistrictFiguresSchema },
};

const parkSchema = {
  tags,
  summary: 'Occupancy of a park, its sub-parks and buildings, now or at an instant of the past',
  params: Type.Object({ code: ParkCode }),
  querystring: Type.Object(AtQuery),
  response: { 200: ParkFiguresSchema },
};

const totalsSchema = {
  tags,
  summary: 'Totals per park, for everybody',
  response: { 200: Type.Object({ at: Type.String(), items: Type.Array(ParkTotalSchema) }) },
};
