import type { Chassis, RoutePlugin, ScheduledJob } from '@yuanqu/service-kit';
import * as store from '../adapters/amenities/amenity-store.ts';
import { amenityTable } from '../domain/tables/amenity-table.ts';
import { amenityRoutes } from '../http/amenities/amenity-routes.ts';
import type { TableRoute } from '../http/table-routes.ts';
import { makeKeepAmenity } from '../usecases/amenities/keep-amenity.ts';
import type { RegistryPorts } from '../usecases/registry-ports.ts';
import { makeEnterAmenities } from '../usecases/tables/enter-amenities.ts';
import { makeExportTable } from '../usecases/tables/export-table.ts';
import { makeImportTable } from '../usecases/tables/import-table.ts';

/** What is around the parks. */
export function amenities({ pool, transaction, clock }: Pick<Chassis, 'pool' | 'transaction' | 'clock'>): {
  readonly routes: readonly RoutePlugin[];
  readonly jobs: readonly ScheduledJob[];
} {
  const keep = makeKeepAmenity({ transaction, clock, ...store });
  return { routes: [amenityRoutes(store.listAmenities(pool), keep)], jobs: [] };
}

/** Amenities as tables that are imported and exported, by whoever may change units. */
export const amenitiesAsTable = (registry: RegistryPorts, pool: Chassis['pool']): TableRoute => ({
  ...amenityTable,
  resource: 'units',
  importTable: makeImportTable(registry, amenityTable, makeEnterAmenities(store)),
  exportTable: makeExportTable(amenityTable, (parks) => store.listAmenities(pool)(parks)),
});
