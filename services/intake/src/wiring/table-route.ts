import type { Resource } from '@yuanqu/service-kit';
import type { TableOf } from '../domain/tables/table.ts';
import type { TableRoute } from '../http/table-routes.ts';
import type { RegistryPorts } from '../usecases/registry-ports.ts';
import type { ParkScope } from '../usecases/registry-queries.ts';
import { type ExportChoice, makeExportTable } from '../usecases/tables/export-table.ts';
import { makeImportTable } from '../usecases/tables/import-table.ts';
import type { EnterRows } from '../usecases/tables/import-run.ts';

/** A kind of table with what enters its rows, and what lists them where they are given out. */
export const makeTableRoute =
  (registry: RegistryPorts) =>
  <Field extends string, Row extends object>(
    resource: Resource,
    table: TableOf<Field, Row>,
    enter: EnterRows<Row>,
    list?: (scope: ParkScope, choice: ExportChoice) => Promise<readonly Row[]>,
  ): TableRoute => ({
    ...table,
    resource,
    importTable: makeImportTable(registry, table, enter),
    ...(list && { exportTable: makeExportTable(table, list) }),
  });
