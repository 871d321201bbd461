import { AppError, type Clock } from '@yuanqu/domain';
import { ParkCode, UnitCode, UsccText } from '@yuanqu/events';
import {
  type Access,
  type App,
  decodeCursor,
  PageOf,
  pageQuery,
  type RoutePlugin,
  toPage,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { unknownPark, unknownUnit } from '../usecases/describe-parks.ts';
import type { ListUnits, ListUnitsOf, ReadUnitHistory } from '../usecases/registry-queries.ts';
import { asOfOf, parksOf } from './reading.ts';
import {
  asOfQuery,
  HistoryEntrySchema,
  LineageFields,
  SeenStatusSchema,
  UnitItem,
} from './registry-schemas.ts';
import { toWire } from './to-wire.ts';

export interface UnitRoutesOptions {
  readonly listUnits: ListUnits;
  readonly readUnitHistory: ReadUnitHistory;
  readonly listUnitsOf: ListUnitsOf;
  readonly clock: Clock;
}

/** `GET /parks/{code}/units`, `/units/{park}/{unit}/history` and `/enterprises/{id}/units`. */
export const unitRoutes =
  ({ listUnits, readUnitHistory, listUnitsOf, clock }: UnitRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.get(
      '/parks/:code/units',
      { schema: listSchema, config: { access: ofPark('code') } },
      async ({ grant, params: { code: park }, query: { at, status, building, cursor, limit } }) => {
        parksOf(grant);
        const after = decodeCursor(UnitCode, cursor);
        const units = await listUnits({
          park,
          asOf: asOfOf(at, clock()),
          status,
          building,
          after,
          limit: limit + 1,
        });
        if (units === undefined) throw unknownPark(park);
        const page = toPage(units, limit, {
          item: (unit) => ({ park, ...unit }),
          position: ({ unit }) => unit,
        });
        return toWire(page);
      },
    );
    app.get(
      '/units/:park/:unit/history',
      { schema: historySchema, config: { access: ofPark('park') } },
      async ({ grant, params: { park, unit }, query: { at, cursor, limit } }) => {
        parksOf(grant);
        const before = decodeCursor(HistoryPlace, cursor);
        const history = await readUnitHistory({
          park,
          unit,
          asOf: asOfOf(at, clock()),
          before,
          limit: limit + 1,
        });
        if (history === undefined) throw unknownUnit(park, unit);
        const page = toPage(history.observations, limit, {
          item: (entry) => entry,
          position: ({ observedAt, updateId, operator }) => [observedAt, updateId, operator],
        });
        return toWire({ ...history.lineage, ...page });
      },
    );
    ofEnterprise(app, listUnitsOf);
  };

const ofEnterprise = (app: App, listUnitsOf: ListUnitsOf): void =>
  void app.get(
    '/enterprises/:id/units',
    { schema: ofEnterpriseSchema, config: { access: { resource: 'units', action: 'read' } } },
    async ({ grant, principal, params: { id } }) => {
      if (grant.scope === 'own' && principal.enterprise !== id)
        throw new AppError('auth.forbidden', 'forbidden', 'only the own units');
      return toWire({ items: await listUnitsOf(id, grant.scope === 'own' ? '*' : grant.parks) });
    },
  );

const ofPark = (param: string): Access => ({
  resource: 'units',
  action: 'read',
  park: ({ params }) => params[param],
});

const HistoryPlace = Type.Tuple([Type.String({ format: 'date-time' }), Type.String(), Type.String()]);

const tags = ['units'];

const listSchema = {
  tags,
  summary: 'Units of a park in the order of their codes',
  params: Type.Object({ code: ParkCode }),
  querystring: Type.Object({
    ...pageQuery,
    ...asOfQuery,
    status: Type.Optional(SeenStatusSchema),
    building: Type.Optional(Type.String({ maxLength: 40 })),
  }),
  response: { 200: PageOf(UnitItem) },
};

const ofEnterpriseSchema = {
  tags,
  summary: 'The units that an enterprise was last seen in, of the parks within the caller’s reach',
  params: Type.Object({ id: UsccText }),
  response: { 200: Type.Object({ items: Type.Array(UnitItem) }) },
};

const historySchema = {
  tags,
  summary: 'Everything that was observed of a unit, newest first; with `at` only what held up to then',
  params: Type.Object({ park: ParkCode, unit: UnitCode }),
  querystring: Type.Object({ ...pageQuery, ...asOfQuery }),
  response: { 200: Type.Object({ ...LineageFields, ...PageOf(HistoryEntrySchema).properties }) },
};
