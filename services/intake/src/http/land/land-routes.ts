import { AppError, MoneyFenSchema, Month } from '@yuanqu/domain';
import { AreaM2, MonthText, ParkCode } from '@yuanqu/events';
import {
  type Access,
  type App,
  decodeCursor,
  expectedRevision,
  ifMatchHeader,
  PageOf,
  pageQuery,
  type RoutePlugin,
  sendRevision,
  toPage,
  whoOf,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { LandUse } from '../../domain/land/land-use.ts';
import type { makeEnterPlot } from '../../usecases/land/enter-plot.ts';
import type { ReadLandUse } from '../../usecases/land/read-land-use.ts';
import type { ReadParkPlots } from '../../usecases/land/land-ports.ts';
import { toWire } from '../to-wire.ts';

export interface LandRoutesOptions {
  readonly readPlots: ReadParkPlots;
  readonly enterPlot: ReturnType<typeof makeEnterPlot>;
  readonly landUse: ReadLandUse;
}

/** `/parks/{park}/plots` with their land, and what the land yields: `/parks/{park}/land-use`, `…/enterprises`. */
export const landRoutes =
  ({ readPlots, enterPlot, landUse }: LandRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.get(
      '/parks/:park/plots',
      { schema: plotsSchema, config: { access: reads('units') } },
      async ({ params, grant }, reply) => {
        if (grant.scope === 'own') throw new AppError('auth.forbidden', 'forbidden', 'only the own units');
        const { revision, plots } = await readPlots(params.park);
        sendRevision(reply, revision);
        return toWire({ items: plots });
      },
    );
    app.put(
      '/parks/:park/plots/:code',
      { schema: plotSchema, config: { access: { ...reads('units'), action: 'write' } } },
      async (request, reply) => {
        const { params, body } = request;
        const entry = { ...params, ...body, name: body.name.trim(), buildings: body.buildings };
        const { outcome, revision } = await enterPlot(entry, expectedRevision(request), whoOf(request));
        sendRevision(reply, revision);
        return { outcome };
      },
    );
    app.get(
      '/parks/:park/land-use',
      { schema: useSchema, config: { access: reads('figures') } },
      async ({ params, query }) => {
        const { subParks, unplaced, ...park } = await landUse.ofPark(params.park, monthOf(query.month));
        return toWire({
          park: params.park,
          month: query.month,
          ...useOnWire(park),
          tenants: park.tenants,
          reporting: park.reporting,
          subParks: subParks.map((one) => Object.assign({}, one, useOnWire(one))),
          unplaced: {
            enterprises: unplaced.enterprises,
            outputFen: unplaced.outputFen?.toString(),
            taxFen: unplaced.taxFen?.toString(),
          },
        });
      },
    );
    app.get(
      '/parks/:park/land-use/enterprises',
      { schema: enterprisesSchema, config: { access: reads('enterprises') } },
      async ({ params, query, grant }) => {
        if (grant.scope === 'own') throw new AppError('auth.forbidden', 'forbidden', 'only the own figures');
        const { cursor, limit } = query;
        const after = decodeCursor(Type.String(), cursor) ?? '';
        const all = await landUse.ofEnterprises(params.park, monthOf(query.month));
        const found = all.filter(({ uscc }) => uscc > after).slice(0, limit + 1);
        return toWire(
          toPage(found, limit, {
            item: (one) => Object.assign({}, one, useOnWire(one)),
            position: ({ uscc }) => uscc,
          }),
        );
      },
    );
  };

const reads = (resource: 'units' | 'figures' | 'enterprises'): Exclude<Access, string> => ({
  resource,
  action: 'read',
  park: ({ params }) => params['park'],
});

const useOnWire = ({ landM2, mu, outputFen, taxFen, outputFenPerMu, taxFenPerMu }: LandUse) => ({
  landM2,
  mu,
  outputFen: outputFen?.toString(),
  taxFen: taxFen?.toString(),
  outputFenPerMu: outputFenPerMu?.toString(),
  taxFenPerMu: taxFenPerMu?.toString(),
});

function monthOf(text: string): Month {
  const month = Month.parse(text);
  if (month instanceof AppError) throw month;
  return month;
}

const tags = ['land'];
const ofPark = Type.Object({ park: ParkCode });
const ofMonth = { month: MonthText };
const PlotCode = Type.String({ minLength: 1, maxLength: 40 });
const Land = Type.Refine(
  AreaM2,
  (m2) => m2 > 0,
  () => 'must be more than nothing',
);
const plot = {
  subPark: Type.String({ minLength: 1, maxLength: 40 }),
  name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  landAreaM2: Land,
};
const use = {
  landM2: Type.Optional(AreaM2),
  mu: Type.Optional(Type.Number({ description: '亩: 2000/3 m²' })),
  outputFen: Type.Optional(MoneyFenSchema),
  taxFen: Type.Optional(MoneyFenSchema),
  outputFenPerMu: Type.Optional(MoneyFenSchema),
  taxFenPerMu: Type.Optional(MoneyFenSchema),
};
const ofPlace = {
  ...use,
  tenants: Type.Integer({ description: 'Enterprises that units are let to' }),
  reporting: Type.Integer({ description: 'Those of them that reported the month' }),
};

const plotsSchema = {
  tags,
  summary: 'A park’s plots with their land and the buildings on them; the ETag is the park’s revision',
  params: ofPark,
  response: {
    200: Type.Object({
      items: Type.Array(
        Type.Object({ code: PlotCode, ...plot, landAreaM2: AreaM2, buildings: Type.Array(Type.String()) }),
      ),
    }),
  },
};

const plotSchema = {
  tags,
  summary: 'Register a plot or correct its land area, name or the buildings on it',
  params: Type.Object({ park: ParkCode, code: PlotCode }),
  headers: Type.Object(ifMatchHeader),
  body: Type.Object(
    {
      ...plot,
      buildings: Type.Optional(
        Type.Array(Type.String({ maxLength: 40 }), {
          maxItems: 500,
          uniqueItems: true,
          description: 'All that stand on it; left out, they stay as they are',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  response: { 200: Type.Object({ outcome: Type.Enum(['created', 'changed', 'unchanged']) }) },
};

const useSchema = {
  tags,
  summary: 'What the park’s land yields in a month, by sub-park; what isn’t known is left out, never zero',
  params: ofPark,
  querystring: Type.Object(ofMonth),
  response: {
    200: Type.Object({
      park: ParkCode,
      ...ofMonth,
      ...ofPlace,
      subParks: Type.Array(Type.Object({ code: Type.String(), ...ofPlace })),
      unplaced: Type.Object(
        { enterprises: Type.Integer(), outputFen: use.outputFen, taxFen: use.taxFen },
        { description: 'Reported by those who held no unit at the month’s end: in the park’s sums only' },
      ),
    }),
  },
};

const enterprisesSchema = {
  tags,
  summary: 'The land that falls to each tenant by its part of the plots’ units, and what it yields',
  params: ofPark,
  querystring: Type.Object({ ...pageQuery, ...ofMonth }),
  response: { 200: PageOf(Type.Object({ uscc: Type.String(), areaM2: AreaM2, ...use })) },
};
