import type { Clock } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { RoutePlugin } from '@yuanqu/service-kit';
import { readLandFacts } from '../adapters/land/land-queries.ts';
import { listPlotVersions, savePlotVersions } from '../adapters/land/plot-history.ts';
import { lockPark, readParkPlots, savePlot } from '../adapters/land/park-facts.ts';
import { landRoutes } from '../http/land/land-routes.ts';
import { makeEnterPlot } from '../usecases/land/enter-plot.ts';
import { makeReadLandUse } from '../usecases/land/read-land-use.ts';
import type { RegistryPorts } from '../usecases/registry-ports.ts';

/** Plots, and what their land yields. */
export const land = ({
  pool,
  registry,
  clock,
}: {
  readonly pool: Executor;
  readonly registry: RegistryPorts;
  readonly clock: Clock;
}): readonly RoutePlugin[] =>
  landRoutes({
    readPlots: readParkPlots(pool),
    enterPlot: makeEnterPlot({ ...registry, lockPark, savePlot, savePlotVersions }),
    listVersions: listPlotVersions(pool),
    landUse: makeReadLandUse(readLandFacts(pool, clock), clock),
  });
