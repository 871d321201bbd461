import type { Clock } from '@yuanqu/domain';
import { ParkCode } from '@yuanqu/events';
import { type Access, type App, type RoutePlugin } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { makeDescribePark, makeDescribeParks } from '../usecases/describe-parks.ts';
import { asOfOf, parksOf } from './reading.ts';
import { asOfQuery, Occupancy, ParkItem, ParkTreeSchema } from './registry-schemas.ts';
import { toWire } from './to-wire.ts';

export interface ParkRoutesOptions {
  readonly describeParks: ReturnType<typeof makeDescribeParks>;
  readonly describePark: ReturnType<typeof makeDescribePark>;
  readonly clock: Clock;
}

/** `GET /parks` and `/parks/{code}` with live figures or as of `?at=`, and the public `/wall`. */
export const parkRoutes =
  ({ describeParks, describePark, clock }: ParkRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.get('/parks', { schema: listSchema, config: { access: anyPark } }, async ({ grant, query }) =>
      toWire({ items: await describeParks(parksOf(grant), asOfOf(query.at, clock())) }),
    );
    app.get(
      '/parks/:code',
      { schema: treeSchema, config: { access: thePark } },
      async ({ grant, params, query }) => {
        parksOf(grant);
        return toWire(await describePark(params.code, asOfOf(query.at, clock())));
      },
    );
    app.get('/wall', { schema: wallSchema, config: { access: 'public' } }, async () => {
      const parks = await describeParks('*', undefined);
      return toWire({
        items: parks.map(({ code, name, theme, occupancy }) => ({ code, name, theme, occupancy })),
      });
    });
  };

const anyPark: Access = { resource: 'units', action: 'read' };
const thePark: Access = { ...anyPark, park: ({ params }) => params['code'] };

const tags = ['parks'];

const listSchema = {
  tags,
  summary: 'The parks within the caller’s scope, with their occupancy',
  querystring: Type.Object(asOfQuery),
  response: { 200: Type.Object({ items: Type.Array(ParkItem) }) },
};

const treeSchema = {
  tags,
  summary: 'A park down to its buildings, each with its occupancy',
  params: Type.Object({ code: ParkCode }),
  querystring: Type.Object(asOfQuery),
  response: { 200: ParkTreeSchema },
};

const wallSchema = {
  tags,
  summary: 'Totals per park, for everybody',
  response: {
    200: Type.Object({
      items: Type.Array(
        Type.Object({ code: ParkCode, name: Type.String(), theme: Type.String(), occupancy: Occupancy }),
      ),
    }),
  },
};
