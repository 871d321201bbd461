import { type Clock, Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { RoutePlugin } from '@yuanqu/service-kit';
import { exportFigures, listFigures } from '../adapters/figures/figures-queries.ts';
import {
  lockReporters,
  readKnownFigures,
  readMerged,
  saveFigures,
} from '../adapters/figures/figures-registry.ts';
import { readReportedMonths, saveSizes } from '../adapters/figures/size-registry.ts';
import { findTenants } from '../adapters/figures/find-tenants.ts';
import { figureCorrectionsTable, figuresTable } from '../domain/tables/figures-table.ts';
import { figuresRoutes } from '../http/figures/figures-routes.ts';
import type { TableRoute } from '../http/table-routes.ts';
import { makeEnterFigures } from '../usecases/figures/enter-figures.ts';
import { makeReportOne } from '../usecases/figures/report-one.ts';
import { makeSettleFigures } from '../usecases/figures/settle-figures.ts';
import type { RegistryPorts } from '../usecases/registry-ports.ts';
import { makeTableRoute } from './table-route.ts';

/** What enterprises report of their months, one by one or by table. */
export function enterpriseFigures({
  pool,
  registry,
  clock,
}: {
  readonly pool: Executor;
  readonly registry: RegistryPorts;
  readonly clock: Clock;
}): { readonly routes: readonly RoutePlugin[]; readonly tables: readonly TableRoute[] } {
  const settle = makeSettleFigures({
    ...registry,
    lockReporters,
    readMerged,
    readReportedMonths,
    saveSizes,
    readKnownFigures,
    findTenants,
    saveFigures,
  });
  const byPark = makeEnterFigures(settle, { needsReason: false });
  const byDistrict = makeEnterFigures(settle, { needsReason: true });
  const read = exportFigures(pool);
  const table = makeTableRoute(registry);
  const lastMonth = (): Month => Month.previous(Month.of(clock()));
  return {
    routes: [figuresRoutes({ reportOne: makeReportOne(registry, settle), listFigures: listFigures(pool) })],
    tables: [
      table('enterprises', figuresTable, byPark, (scope, { month = lastMonth() }) => read(scope, month)),
      table('figures', figureCorrectionsTable, byDistrict),
    ],
  };
}
