import { MonthSchema } from '@yuanqu/domain';
import { ParkCode } from '@yuanqu/events';
import {
  type App,
  coversPark,
  decodeCursor,
  PageOf,
  pageQuery,
  preferredLanguage,
  type Principal,
  type RoutePlugin,
  toPage,
} from '@yuanqu/service-kit';
import { AppError, type Month } from '@yuanqu/domain';
import { Type } from 'typebox';
import type { LateEvent, LateEventPosition, TableHead } from '../usecases/league-ports.ts';
import type { ReadTable, TableWanted } from '../usecases/read-league-table.ts';
import type { Verification } from '../usecases/verify-month.ts';
import { csvHeaders } from './csv.ts';
import { leagueCsv } from './league-csv.ts';
import { hideUnpublished, readerOf } from './league-reader.ts';
import { LateEventSchema, LeagueTableSchema, TableHeadSchema, VerificationSchema } from './league-schemas.ts';
import { figuresInScope, monthOf, scopeOf } from './reading.ts';
import { toHead } from './to-head.ts';
import { type Reader, toLeagueTable } from './to-league-table.ts';

export interface LeagueRoutesOptions {
  readonly readLeagueTable: (wanted: TableWanted) => Promise<ReadTable>;
  readonly listTables: (page: {
    readonly after: { readonly month: string; readonly version: number } | undefined;
    readonly limit: number;
  }) => Promise<readonly TableHead[]>;
  readonly verifyMonth: (month: Month, version?: number) => Promise<Verification>;
  readonly listCorrections: (
    month: Month,
    parks: readonly string[] | undefined,
    page: { readonly after: LateEventPosition | undefined; readonly limit: number },
  ) => Promise<readonly LateEvent[]>;
}

/** Reading league tables: the running month's is preliminary, a closed one frozen; published ones are for everybody. */
export const leagueRoutes =
  ({ readLeagueTable, listTables, verifyMonth, listCorrections }: LeagueRoutesOptions): RoutePlugin =>
  (app: App) => {
    const readFor = async (
      caller: Principal | undefined,
      month: string,
      version: number | undefined,
    ): Promise<readonly [ReadTable, Reader]> => {
      const reader = readerOf(caller);
      const wanted = { month: monthOf(month), version, published: !reader.official };
      const read = await readLeagueTable(wanted).catch((error: unknown) =>
        hideUnpublished(error, reader, caller),
      );
      return [read, reader];
    };

    app.get(
      '/league-tables/:month',
      { schema: tableSchema, config: { access: 'public' } },
      async ({ params, query, caller }) =>
        toLeagueTable(...(await readFor(caller, params.month, query.version))),
    );

    app.get(
      '/league-tables/:month/csv',
      { schema: csvSchema, config: { access: 'public' } },
      async ({ params, query, caller, headers }, reply) => {
        const [read, { parks }] = await readFor(caller, params.month, query.version);
        void reply.headers(csvHeaders(`league-table-${params.month}.csv`));
        const visible = read.state === 'published' ? '*' : parks;
        return leagueCsv(read.table, visible, preferredLanguage(headers['accept-language']));
      },
    );

    app.get(
      '/league-tables',
      { schema: listSchema, config: { access: figuresInScope } },
      async ({ query }) => {
        const after = decodeCursor(TablePlace, query.cursor);
        const tables = await listTables({ after, limit: query.limit + 1 });
        const { items, nextCursor } = toPage(tables, query.limit, {
          item: toHead,
          position: ({ month, version }) => ({ month, version }),
        });
        return { items: [...items], ...(nextCursor !== undefined && { nextCursor }) };
      },
    );

    app.get(
      '/league-tables/:month/verify',
      { schema: verifySchema, config: { access: figuresInScope } },
      async ({ params, query }) => {
        const { steps, ...verification } = await verifyMonth(monthOf(params.month), query.version);
        return { ...verification, steps: [...steps] };
      },
    );

    app.get(
      '/league-tables/:month/corrections',
      { schema: correctionsSchema, config: { access: figuresInScope } },
      async ({ params, query, grant }) => {
        const after = decodeCursor(LatePlace, query.cursor);
        const parks = parksWanted(query.park, grant);
        const events = await listCorrections(monthOf(params.month), parks, { after, limit: query.limit + 1 });
        const { items, nextCursor } = toPage(events, query.limit, {
          item: toLateEvent,
          position: ({ arrivedAt, eventId, park }) => ({ arrivedAt: arrivedAt.toISOString(), eventId, park }),
        });
        return { items: [...items], ...(nextCursor !== undefined && { nextCursor }) };
      },
    );
  };

function parksWanted(
  park: string | undefined,
  grant: Pick<Principal, 'parks'>,
): readonly string[] | undefined {
  if (park === undefined) return scopeOf(grant);
  if (!coversPark(grant, park)) throw new AppError('auth.other-park', 'forbidden', 'another park');
  return [park];
}

const toLateEvent = ({ at, arrivedAt, ...event }: LateEvent) => ({
  ...event,
  at: at.toISOString(),
  arrivedAt: arrivedAt.toISOString(),
});

const TablePlace = Type.Object({ month: Type.String(), version: Type.Integer() });
const LatePlace = Type.Object({
  arrivedAt: Type.String({ format: 'date-time' }),
  eventId: Type.String({ format: 'uuid' }),
  park: Type.String(),
});

const tags = ['league tables'];
const params = Type.Object({ month: MonthSchema });
const version = Type.Optional(
  Type.Integer({ minimum: 1, description: 'A frozen version; the newest unless told' }),
);
const querystring = Type.Object({ version });

const tableSchema = {
  tags,
  summary:
    'A month’s league table: preliminary while it is open, frozen once closed; published ones need no login',
  params,
  querystring,
  response: { 200: LeagueTableSchema },
};

const csvSchema = {
  tags,
  summary: 'A month’s league table as CSV',
  params,
  querystring,
  produces: ['text/csv'],
  response: { 200: Type.String() },
};

const listSchema = {
  tags,
  summary: 'The closed months, newest first, every version',
  querystring: Type.Object(pageQuery),
  response: { 200: PageOf(TableHeadSchema) },
};

const verifySchema = {
  tags,
  summary: 'Reckon a closed month again and compare it with what was frozen, byte for byte',
  params,
  querystring,
  response: { 200: VerificationSchema },
};

const correctionsSchema = {
  tags,
  summary: 'The events about a closed month that came after it was frozen',
  params,
  querystring: Type.Object({ ...pageQuery, park: Type.Optional(ParkCode) }),
  response: { 200: PageOf(LateEventSchema) },
};
