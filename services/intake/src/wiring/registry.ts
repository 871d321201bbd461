import type { Chassis, RoutePlugin } from '@yuanqu/service-kit';
import { batchTransaction } from '../adapters/batch-transaction.ts';
import { listEnterprises, listTasks, readEnterprise } from '../adapters/enterprise-queries.ts';
import { closeCompletionTasks, lockEnterprises, saveEnterprises } from '../adapters/enterprise-registry.ts';
import { exportEnterprises, exportOperators, exportUnits } from '../adapters/export-queries.ts';
import { listContracts, listOperators } from '../adapters/operator-queries.ts';
import { findUnderWay } from '../adapters/operator-calls/under-way.ts';
import { lockContracts, lockOperators, saveOperators } from '../adapters/operator-registry.ts';
import { forgetFile, receiveFile } from '../adapters/tables/received-files.ts';
import { openTableWriter } from '../adapters/tables/table-writer.ts';
import { readTable, writeTable } from '../adapters/tables/tables.ts';
import {
  lockUnits,
  readParkPlan,
  registerUnits,
  saveCorrections,
  saveCut,
} from '../adapters/unit-registry.ts';
import { enterpriseTable } from '../domain/tables/enterprise-table.ts';
import { operatorTable } from '../domain/tables/operator-table.ts';
import { unitTable } from '../domain/tables/unit-table.ts';
import { enterpriseRoutes } from '../http/enterprise-routes.ts';
import { operatorRoutes } from '../http/operator-routes.ts';
import { tableRoutes } from '../http/table-routes.ts';
import { taskRoutes } from '../http/task-routes.ts';
import { unitChangeRoutes } from '../http/unit-change-routes.ts';
import { makeCorrectUnit } from '../usecases/correct-unit.ts';
import { makeMergeUnits, makeSplitUnit } from '../usecases/cut-units.ts';
import { makeEnterOne } from '../usecases/enter-one.ts';
import { makeContractOperator } from '../usecases/operator-contracts.ts';
import { makeEnterEnterprises } from '../usecases/tables/enter-enterprises.ts';
import { makeEnterOperators } from '../usecases/tables/enter-operators.ts';
import { makeEnterUnits } from '../usecases/tables/enter-units.ts';

import { enterpriseFigures } from './figures.ts';
import { land } from './land.ts';
import { parkEntries } from './park-entries.ts';
import { merging } from './merging.ts';
import { makeTableRoute } from './table-route.ts';
import { amenitiesAsTable } from './amenities.ts';

/** The second half of the composition root: whatever changes the registry. */
export function registryRoutes({
  pool,
  transaction,
  outbox,
  clock,
}: Pick<Chassis, 'pool' | 'transaction' | 'outbox' | 'clock'>): readonly RoutePlugin[] {
  const registry = { transaction: batchTransaction(transaction), append: outbox.append, clock };
  const units = {
    ...registry,
    lockUnits,
    readParkPlan,
    saveCut,
    saveCorrections,
    insertUnits: registerUnits,
  };
  const enterUnits = makeEnterUnits(units);
  const enterEnterprises = makeEnterEnterprises({
    ...registry,
    lockEnterprises,
    saveEnterprises,
    closeCompletionTasks,
  });
  const contracts = { ...registry, lockContracts, lockOperators, saveOperators, findUnderWay };
  const enterOperators = makeEnterOperators(contracts);

  const figures = enterpriseFigures({ pool, registry, clock });
  const table = makeTableRoute(registry);

  return [
    ...figures.routes,
    ...land({ pool, registry, clock }),
    parkEntries({ pool, registry }),
    ...merging({ pool, registry }),
    unitChangeRoutes({
      splitUnit: makeSplitUnit(units),
      mergeUnits: makeMergeUnits(units),
      correctUnit: makeCorrectUnit(units),
    }),
    enterpriseRoutes({
      listEnterprises: listEnterprises(pool),
      readEnterprise: readEnterprise(pool),
      enterEnterprise: makeEnterOne(registry, enterEnterprises),
    }),
    taskRoutes(listTasks(pool)),
    operatorRoutes({
      listOperators: listOperators(pool),
      listContracts: listContracts(pool),
      enterOperator: makeEnterOne(registry, enterOperators),
      contractOperator: makeContractOperator(contracts),
    }),
    tableRoutes({
      readTable,
      writeTable,
      receiveFile,
      forgetFile,
      openTableWriter,
      tables: [
        table('units', unitTable, enterUnits, exportUnits(pool)),
        table('enterprises', enterpriseTable, enterEnterprises, exportEnterprises(pool)),
        table('operators', operatorTable, enterOperators, exportOperators(pool)),
        ...figures.tables,
        amenitiesAsTable(registry, pool),
      ],
    }),
  ];
}
