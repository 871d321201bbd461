import { type Clock, Month } from '@yuanqu/domain';
import { ParkCode, UnitCode } from '@yuanqu/events';
import {
  type App,
  csvHeaders,
  decodeCursor,
  PageOf,
  pageQuery,
  type RoutePlugin,
  toPage,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { makeOpenParkMonth } from '../usecases/open-park-month.ts';
import type { ParkMonth } from '../usecases/read-park-month.ts';
import { fileLanguage, LanguageQuery } from './file-language.ts';
import { monthCsv } from './month-csv.ts';
import {
  MonthQuery,
  ObservationSchema,
  ParkMonthSchema,
  UnitIntervalsSchema,
  UnitMonthSchema,
} from './month-schemas.ts';
import { figuresOfPark, monthOf } from './reading.ts';
import { toObservation, toParkMonth, toUnitIntervals, toUnitMonth } from './to-month.ts';

export interface MonthRoutesOptions {
  readonly readParkMonth: (code: string, month: Month | undefined) => Promise<ParkMonth>;
  readonly openParkMonth: ReturnType<typeof makeOpenParkMonth>;
  readonly clock: Clock;
}

/** `/parks/{code}/occupancy` of a month, and what it opens down to: units, intervals, observations with their events. */
export const monthRoutes =
  ({ readParkMonth, openParkMonth, clock }: MonthRoutesOptions): RoutePlugin =>
  (app: App) => {
    const wanted = (month: string | undefined): Month =>
      month === undefined ? Month.of(clock()) : monthOf(month);
    const config = { access: figuresOfPark };

    app.get('/parks/:code/occupancy', { schema: monthSchema, config }, async ({ params, query }) =>
      toParkMonth(await readParkMonth(params.code, wanted(query.month))),
    );

    app.get('/parks/:code/occupancy/units', { schema: unitsSchema, config }, async ({ params, query }) => {
      const month = wanted(query.month);
      const after = decodeCursor(UnitPlace, query.cursor);
      const units = await openParkMonth.units(params.code, month, { after, limit: query.limit + 1 });
      const item = toUnitMonth(params.code, month);
      const { items, nextCursor } = toPage(units, query.limit, {
        item,
        position: ({ code, unitId }) => ({ code, unitId }),
      });
      return { items: [...items], ...(nextCursor !== undefined && { nextCursor }) };
    });

    app.get(
      '/parks/:code/units/:unit/intervals',
      { schema: intervalsSchema, config },
      async ({ params, query }) => ({
        items: (await openParkMonth.intervals(params.code, params.unit, wanted(query.month))).map(
          toUnitIntervals,
        ),
      }),
    );

    app.get(
      '/parks/:code/occupancy/observations',
      { schema: observationsSchema, config },
      async ({ params, query }) => {
        const after = decodeCursor(HistoryPlace, query.cursor);
        const page = { after, limit: query.limit + 1 };
        const observations = await openParkMonth.observations(params.code, wanted(query.month), page);
        const { items, nextCursor } = toPage(observations, query.limit, {
          item: toObservation,
          position: ({ observedAtMs, unitId, updateId, operator }) => ({
            observedAt: new Date(observedAtMs).toISOString(),
            unitId,
            updateId,
            operator,
          }),
        });
        return { items: [...items], ...(nextCursor !== undefined && { nextCursor }) };
      },
    );

    app.get(
      '/parks/:code/occupancy/csv',
      { schema: csvSchema, config },
      async ({ params, query, headers }, reply) => {
        const month = wanted(query.month);
        const units = await openParkMonth.units(params.code, month, { limit: maxCsvRows });
        const language = fileLanguage(query.lang, headers['accept-language']);
        void reply.headers(csvHeaders(`${params.code}-${month}.csv`, language));
        return monthCsv(units, language);
      },
    );
  };

const maxCsvRows = 100_000;

const UnitPlace = Type.Object({ code: Type.String(), unitId: Type.String({ format: 'uuid' }) });
const HistoryPlace = Type.Object({
  observedAt: Type.String({ format: 'date-time' }),
  unitId: Type.String({ format: 'uuid' }),
  updateId: Type.String(),
  operator: Type.String(),
});

const tags = ['months'];
const params = Type.Object({ code: ParkCode });
const querystring = Type.Object(MonthQuery);
const pageOfMonth = Type.Object({ ...pageQuery, ...MonthQuery });

const monthSchema = {
  tags,
  summary: 'A park’s time-weighted occupancy in a month; the running month unless told',
  params,
  querystring,
  response: { 200: ParkMonthSchema },
};

const unitsSchema = {
  tags,
  summary: 'The units that a park’s month is made of, each with its part',
  params,
  querystring: pageOfMonth,
  response: { 200: PageOf(UnitMonthSchema) },
};

const intervalsSchema = {
  tags,
  summary: 'A unit’s states in a month, each with the observation and the event it came from',
  params: Type.Object({ code: ParkCode, unit: UnitCode }),
  querystring,
  response: { 200: Type.Object({ items: Type.Array(UnitIntervalsSchema) }) },
};

const observationsSchema = {
  tags,
  summary: 'What was observed in a park in a month, oldest first, with its events',
  params,
  querystring: pageOfMonth,
  response: { 200: PageOf(ObservationSchema) },
};

const csvSchema = {
  tags,
  summary: 'A park’s month by unit as CSV',
  params,
  querystring: Type.Object({ ...MonthQuery, ...LanguageQuery }),
  produces: ['text/csv'],
  response: { 200: Type.String() },
};
