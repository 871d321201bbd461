import type { Executor } from '@yuanqu/messaging';
import type { RoutePlugin } from '@yuanqu/service-kit';
import { closeCompletionTasks, lockEnterprises } from '../adapters/enterprise-registry.ts';
import { lockReporters, saveFigures } from '../adapters/figures/figures-registry.ts';
import { readReportedMonths, saveSizes } from '../adapters/figures/size-registry.ts';
import * as bodies from '../adapters/merging/body-registry.ts';
import * as distinctions from '../adapters/merging/dismissal-store.ts';
import { findSuspicions, readEnterprises } from '../adapters/merging/duplicate-queries.ts';
import * as mergers from '../adapters/merging/merge-registry.ts';
import { openTasks } from '../adapters/tenancies/status-mismatches.ts';
import { mergingRoutes } from '../http/merging/merging-routes.ts';
import { makeDismissDuplicate, makeFindDismissals } from '../usecases/merging/dismiss-duplicate.ts';
import { makeEnterBody } from '../usecases/merging/enter-body.ts';
import { makeFindDuplicates } from '../usecases/merging/find-duplicates.ts';
import { makeMergeEnterprise } from '../usecases/merging/merge-enterprise.ts';
import { makeUnmergeEnterprise } from '../usecases/merging/unmerge-enterprise.ts';
import type { RegistryPorts } from '../usecases/registry-ports.ts';

/** Duplicates of the registry found, merged and, when that was wrong, parted again; and bodies without a code. */
export function merging({
  pool,
  registry,
}: {
  readonly pool: Executor;
  readonly registry: RegistryPorts;
}): readonly RoutePlugin[] {
  const ports = {
    ...registry,
    ...mergers,
    lockEnterprises,
    closeCompletionTasks,
    openTasks,
    lockReporters,
    saveFigures,
    readReportedMonths,
    saveSizes,
  };
  return mergingRoutes({
    findDuplicates: makeFindDuplicates(findSuspicions(pool), readEnterprises(pool)),
    merge: makeMergeEnterprise(ports),
    unmerge: makeUnmergeEnterprise(ports),
    findDismissals: makeFindDismissals(distinctions.listDismissals(pool), readEnterprises(pool)),
    dismissals: makeDismissDuplicate({ ...registry, ...distinctions, lockEnterprises }),
    listMergers: mergers.listMergers(pool),
    bodies: makeEnterBody({ ...registry, ...bodies, lockEnterprises }),
  });
}
