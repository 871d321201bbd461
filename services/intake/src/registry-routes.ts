import type { Chassis, RoutePlugin } from '@yuanqu/service-kit';
import { lockUnits, readParkPlan, saveCorrections, saveCut } from './adapters/unit-registry.ts';
import { unitChangeRoutes } from './http/unit-change-routes.ts';
import { makeCorrectUnit } from './usecases/correct-unit.ts';
import { makeMergeUnits, makeSplitUnit } from './usecases/cut-units.ts';

/** The second half of the composition root: whatever changes the registry. */
export function registryRoutes({
  transaction,
  outbox,
  clock,
}: Pick<Chassis, 'pool' | 'transaction' | 'outbox' | 'clock'>): readonly RoutePlugin[] {
  const registry = { transaction, append: outbox.append, clock };
  const cutting = { ...registry, lockUnits, saveCut };
  return [
    unitChangeRoutes({
      splitUnit: makeSplitUnit(cutting),
      mergeUnits: makeMergeUnits(cutting),
      correctUnit: makeCorrectUnit({ ...registry, lockUnits, readParkPlan, saveCorrections }),
    }),
  ];
}
