import { AppError, MonthSchema } from '@yuanqu/domain';
import { ParkCode } from '@yuanqu/events';
import { type App, csvHeaders, type RoutePlugin } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { grades } from '../domain/rule-definition.ts';
import { quarterOf, type RollUpPeriod, yearOf } from '../domain/roll-up/period.ts';
import { rollUpReason } from '../domain/roll-up/roll-up-reason.ts';
import type { MonthPlace, RolledUpPark } from '../domain/roll-up/roll-up.ts';
import type { RollUp } from '../usecases/read-roll-up.ts';
import { Points } from './evidence-schemas.ts';
import { fileLanguage, LanguageQuery } from './file-language.ts';
import { rollUpCsv } from './roll-up-csv.ts';

/** `/league-tables/quarters/{quarter}` and `/years/{year}`, as JSON and CSV: public, as what they are made of is. */
export const rollUpRoutes =
  (readRollUp: (period: RollUpPeriod) => Promise<RollUp>): RoutePlugin =>
  (app: App) => {
    const period = (found: RollUpPeriod | AppError): RollUpPeriod => {
      if (found instanceof AppError) throw found;
      return found;
    };
    app.get(
      '/league-tables/quarters/:quarter',
      { schema: { ...quarterSchema, response }, config: { access: 'public' } },
      async ({ params }) => toWire(await readRollUp(period(quarterOf(params.quarter)))),
    );
    app.get(
      '/league-tables/years/:year',
      { schema: { ...yearSchema, response }, config: { access: 'public' } },
      async ({ params }) => toWire(await readRollUp(period(yearOf(params.year)))),
    );
    app.get(
      '/league-tables/quarters/:quarter/csv',
      { schema: { ...quarterSchema, ...csv }, config: { access: 'public' } },
      async ({ params: { quarter }, query, headers }, reply) => {
        const read = await readRollUp(period(quarterOf(quarter)));
        const language = fileLanguage(query.lang, headers['accept-language']);
        void reply.headers(csvHeaders(`league-table-${quarter}.csv`, language));
        return rollUpCsv(read, language);
      },
    );
    app.get(
      '/league-tables/years/:year/csv',
      { schema: { ...yearSchema, ...csv }, config: { access: 'public' } },
      async ({ params: { year }, query, headers }, reply) => {
        const read = await readRollUp(period(yearOf(year)));
        const language = fileLanguage(query.lang, headers['accept-language']);
        void reply.headers(csvHeaders(`league-table-${year}.csv`, language));
        return rollUpCsv(read, language);
      },
    );
  };

const toWire = ({ period, months, missing, parks }: RollUp) => ({
  period: period.name,
  kind: period.kind,
  months: [...months],
  missing: [...missing],
  rows: parks.map((park) => toRow(park, period.kind)),
});

const toRow = (park: RolledUpPark, kind: RollUpPeriod['kind']) => ({
  park: park.park,
  name: park.name,
  ...(park.rank !== undefined && { rank: park.rank }),
  ...(park.mean !== undefined && { score: park.mean / 100 }),
  ...(park.grade && { grade: park.grade }),
  ...(park.change && { change: { ranks: park.change.ranks, points: park.change.points / 100 } }),
  reason: rollUpReason(park, kind),
  months: park.months.map(toPlace),
});

const toPlace = ({ score, ...place }: MonthPlace) => ({ ...place, score: score / 100 });

const Quarter = Type.String({ pattern: '^[0-9]{4}-Q[1-4]$', description: 'Such as 2026-Q4' });
const Year = Type.String({ pattern: '^[0-9]{4}$', description: 'Such as 2026' });

const response = {
  200: Type.Object({
    period: Type.String(),
    kind: Type.Enum(['quarter', 'year']),
    months: Type.Array(Type.Object({ month: MonthSchema, version: Type.Integer() }), {
      description: 'What it is made of: the newest published version of each month',
    }),
    missing: Type.Array(MonthSchema, { description: 'Months of the period that are not published' }),
    rows: Type.Array(
      Type.Object({
        park: ParkCode,
        name: Type.String(),
        rank: Type.Optional(Type.Integer({ description: 'Absent when it was ranked in no month' })),
        score: Type.Optional(Points),
        grade: Type.Optional(Type.Enum([...grades])),
        change: Type.Optional(Type.Object({ ranks: Type.Integer(), points: Points })),
        reason: Type.Object({ zh: Type.String(), en: Type.String() }),
        months: Type.Array(
          Type.Object({ month: MonthSchema, rank: Type.Optional(Type.Integer()), score: Points }),
        ),
      }),
    ),
  }),
};

const csv = {
  querystring: Type.Object(LanguageQuery),
  produces: ['text/csv'],
  response: { 200: Type.String() },
};
const quarterSchema = {
  tags: ['league tables'],
  summary: 'A quarter’s table: the mean of the published months, rank, change, and why',
  params: Type.Object({ quarter: Quarter }),
};
const yearSchema = {
  tags: ['league tables'],
  summary: 'A year’s table: the mean of the published months, rank, change, and why',
  params: Type.Object({ year: Year }),
};
