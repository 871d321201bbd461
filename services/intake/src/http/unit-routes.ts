import { AppError, type Clock } from '@yuanqu/domain';
import { ParkCode, UnitCode } from '@yuanqu/events';
import {
  type Access,
  type App,
  decodeCursor,
  PageOf,
  pageQuery,
  type RoutePlugin,
  sendRevision,
  toPage,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { unknownPark, unknownUnit } from '../usecases/describe-parks.ts';
import {
  legalStatuses,
  type ListUnits,
  type ListUnitsOf,
  type ReadUnit,
  type ReadUnitHistory,
} from '../usecases/registry-queries.ts';
import { enterpriseId } from './enterprise-id.ts';
import { notYourEnterprise } from './reach-of.ts';
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
  readonly readUnit: ReadUnit;
  readonly readUnitHistory: ReadUnitHistory;
  readonly listUnitsOf: ListUnitsOf;
  readonly clock: Clock;
}

/** `GET /parks/{code}/units`, `/units/{park}/{unit}`, `/units/{park}/{unit}/history` and `/enterprises/{id}/units`. */
export const unitRoutes =
  ({ listUnits, readUnit, readUnitHistory, listUnitsOf, clock }: UnitRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.get(
      '/parks/:code/units',
      { schema: listSchema, config: { access: ofPark('code') } },
      async ({ grant, params: { code: park }, query }) => {
        const { at, status, building, legalStatus, cursor, limit } = query;
        parksOf(grant);
        if (at !== undefined && legalStatus !== undefined) throw legalNowOnly;
        const after = decodeCursor(UnitCode, cursor);
        const units = await listUnits({
          park,
          asOf: asOfOf(at, clock()),
          status,
          building,
          legalStatus,
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
      '/units/:park/:unit',
      { schema: readSchema, config: { access: ofPark('park') } },
      async ({ grant, params: { park, unit } }, reply) => {
        parksOf(grant);
        const found = await readUnit(park, unit);
        if (!found) throw unknownUnit(park, unit);
        sendRevision(reply, found.revision);
        return toWire(found);
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
    async ({ grant, principal, params }) => {
      const id = enterpriseId(params.id);
      if (grant.scope === 'own' && principal.enterprise !== id) throw notYourEnterprise;
      return toWire({ items: await listUnitsOf(id, grant.scope === 'own' ? '*' : grant.parks) });
    },
  );

const legalNowOnly = new AppError(
  'intake.legal-status-of-now',
  'invalid',
  'legalStatus 只能查询当前，不能与 at 同用。 What contracts say is told of now only; leave out "at" or "legalStatus".',
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
    legalStatus: Type.Optional(
      Type.Enum([...legalStatuses], { description: 'By contract; not together with `at`' }),
    ),
  }),
  response: { 200: PageOf(UnitItem) },
};

const ofEnterpriseSchema = {
  tags,
  summary: 'The units that an enterprise was last seen in, of the parks within the caller’s reach',
  params: Type.Object({ id: Type.String({ maxLength: 40 }) }),
  response: { 200: Type.Object({ items: Type.Array(UnitItem) }) },
};

const readSchema = {
  tags,
  summary: 'A unit: what it is, what was seen of it last, what contracts make of it',
  params: Type.Object({ park: ParkCode, unit: UnitCode }),
  response: { 200: UnitItem },
};

const historySchema = {
  tags,
  summary: 'Everything that was observed of a unit, newest first; with `at` only what held up to then',
  params: Type.Object({ park: ParkCode, unit: UnitCode }),
  querystring: Type.Object({ ...pageQuery, ...asOfQuery }),
  response: { 200: Type.Object({ ...LineageFields, ...PageOf(HistoryEntrySchema).properties }) },
};
