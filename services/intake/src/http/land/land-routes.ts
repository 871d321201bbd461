import { AppError, MoneyFenSchema } from '@yuanqu/domain';
import { AreaM2, MonthText, ParkCode } from '@yuanqu/events';
import { type App, decodeCursor, PageOf, pageQuery, type RoutePlugin, toPage } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { LandUse } from '../../domain/land/land-use.ts';
import type { ReadLandUse } from '../../usecases/land/read-land-use.ts';
import { monthOf, plotRoutes, type PlotRoutesOptions, reads } from './plot-routes.ts';
import { toWire } from '../to-wire.ts';

export interface LandRoutesOptions extends PlotRoutesOptions {
  readonly landUse: ReadLandUse;
}

/** `/parks/{park}/plots` with their land, and what the land yields: `/parks/{park}/land-use`, `…/enterprises`. */
export const landRoutes = (options: LandRoutesOptions): readonly RoutePlugin[] => [
  plotRoutes(options),
  useRoutes(options),
];

const useRoutes =
  ({ landUse }: Pick<LandRoutesOptions, 'landUse'>): RoutePlugin =>
  (app: App) => {
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

const useOnWire = ({ landM2, mu, outputFen, taxFen, outputFenPerMu, taxFenPerMu }: LandUse) => ({
  landM2,
  mu,
  outputFen: outputFen?.toString(),
  taxFen: taxFen?.toString(),
  outputFenPerMu: outputFenPerMu?.toString(),
  taxFenPerMu: taxFenPerMu?.toString(),
});

const tags = ['land'];
const ofPark = Type.Object({ park: ParkCode });
const ofMonth = { month: MonthText };
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
