import { MonthSchema } from '@yuanqu/domain';
import { type App, csvHeaders, type Principal, type RoutePlugin } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { ReadTable, TableWanted } from '../usecases/read-league-table.ts';
import { fileLanguage, LanguageQuery } from './file-language.ts';
import { leagueCsv } from './league-csv.ts';
import { hideUnpublished, readerOf } from './league-reader.ts';
import { LeagueTableSchema } from './league-schemas.ts';
import { monthOf } from './reading.ts';
import { type Reader, toLeagueTable } from './to-league-table.ts';

export interface LeagueRoutesOptions {
  readonly readLeagueTable: (wanted: TableWanted) => Promise<ReadTable>;
}

/** Reading league tables: the running month's is preliminary, a closed one frozen; published ones are for everybody. */
export const leagueRoutes =
  ({ readLeagueTable }: LeagueRoutesOptions): RoutePlugin =>
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
        const language = fileLanguage(query.lang, headers['accept-language']);
        void reply.headers(csvHeaders(`league-table-${params.month}.csv`, language));
        const visible = read.state === 'published' ? '*' : parks;
        return leagueCsv(read.table, visible, language);
      },
    );
  };

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
  summary: 'A month’s league table as CSV, to be published as it is',
  params,
  querystring: Type.Object({ version, ...LanguageQuery }),
  produces: ['text/csv'],
  response: { 200: Type.String() },
};
