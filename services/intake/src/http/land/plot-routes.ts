import { AppError, InstantSchema, Month } from '@yuanqu/domain';
import { AreaM2, MonthText, ParkCode } from '@yuanqu/events';
import {
  type Access,
  type App,
  expectedRevision,
  ifMatchHeader,
  type RoutePlugin,
  sendRevision,
  whoOf,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { PlotVersion } from '../../domain/land/plot-history.ts';
import type { makeEnterPlot } from '../../usecases/land/enter-plot.ts';
import type { ListPlotVersions, ReadParkPlots } from '../../usecases/land/land-ports.ts';
import { toWire } from '../to-wire.ts';

export interface PlotRoutesOptions {
  readonly readPlots: ReadParkPlots;
  readonly listVersions: ListPlotVersions;
  readonly enterPlot: ReturnType<typeof makeEnterPlot>;
}

/** `/parks/{park}/plots`: their land, what stands on them, and what was said of each when. */
export const plotRoutes =
  ({ readPlots, listVersions, enterPlot }: PlotRoutesOptions): RoutePlugin =>
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
        const { buildings, from, reason } = body;
        const month = from === undefined ? undefined : monthOf(from);
        const entry = { ...params, ...body, name: body.name.trim(), buildings, from: month, reason };
        const { outcome, revision } = await enterPlot(entry, expectedRevision(request), whoOf(request));
        sendRevision(reply, revision);
        return { outcome };
      },
    );
    app.get(
      '/parks/:park/plots/:code/history',
      { schema: historySchema, config: { access: reads('units') } },
      async ({ params, grant }) => {
        if (grant.scope === 'own') throw new AppError('auth.forbidden', 'forbidden', 'only the own units');
        const versions = await listVersions(params.park, params.code);
        if (versions.length === 0) throw unknownPlot(params.park, params.code);
        return { items: versions.map(versionOnWire) };
      },
    );
  };

export const reads = (resource: 'units' | 'figures' | 'enterprises'): Exclude<Access, string> => ({
  resource,
  action: 'read',
  park: ({ params }) => params['park'],
});

export function monthOf(text: string): Month {
  const month = Month.parse(text);
  if (month instanceof AppError) throw month;
  return month;
}

const versionOnWire = ({ from, ...version }: PlotVersion) =>
  toWire({ ...version, from: from as string | undefined });

const tags = ['land'];
const ofPark = Type.Object({ park: ParkCode });
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
      from: Type.Optional({
        ...MonthText,
        description:
          'Since when it is so: a change from the running month on, a new plot always, unless told',
      }),
      reason: Type.Optional(Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' })),
    },
    { additionalProperties: false },
  ),
  response: { 200: Type.Object({ outcome: Type.Enum(['created', 'changed', 'unchanged']) }) },
};

const historySchema = {
  tags,
  summary: 'What was said of a plot, newest first: by whom, when, since which month it is so',
  params: Type.Object({ park: ParkCode, code: PlotCode }),
  response: {
    200: Type.Object({
      items: Type.Array(
        Type.Object({
          version: Type.Integer(),
          from: Type.Optional({ ...MonthText, description: 'Absent: for all time' }),
          code: PlotCode,
          ...plot,
          landAreaM2: AreaM2,
          buildings: Type.Array(Type.String()),
          reason: Type.Optional(Type.String()),
          changedBy: Type.Optional(Type.String({ description: 'Absent for what the registry began with' })),
          changedAt: Type.Optional(InstantSchema),
        }),
      ),
    }),
  },
};

const unknownPlot = (park: string, code: string): AppError =>
  new AppError(
    'plot.unknown',
    'not-found',
    `园区 ${park} 没有地块 ${code}。 Park "${park}" has no plot "${code}"; GET /parks/${park}/plots lists them.`,
  );
