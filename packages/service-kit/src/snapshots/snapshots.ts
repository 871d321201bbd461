import { listCases, readCase } from '../cases/case-queries.ts';
import type { RoutePlugin } from '../http/app.ts';
import type { Chassis } from '../lifecycle/chassis.ts';
import type { Background } from '../lifecycle/define-service.ts';
import { makeStartSnapshot, makeTellSnapshot, snapshotJob, snapshotKind } from './run-snapshot.ts';
import type { Snapshot } from './snapshot.ts';
import { snapshotRoutes } from './snapshot-routes.ts';
import type { SnapshotSource } from './snapshot-source.ts';

/** What a service adds to its assembly so that it can be asked to tell its present state again. */
export function snapshotsOf(
  {
    pool,
    transaction,
    outbox,
    clock,
    jobs,
  }: Pick<Chassis, 'pool' | 'transaction' | 'outbox' | 'clock' | 'jobs'>,
  sources: readonly SnapshotSource[],
): { readonly routes: readonly RoutePlugin[]; readonly background: readonly Background[] } {
  const ports = { transaction, append: outbox.append, clock, sources, jobs };
  const tell = makeTellSnapshot(ports);
  return {
    routes: [
      snapshotRoutes({
        start: makeStartSnapshot(ports),
        list: listCases<Snapshot>(pool, snapshotKind.name),
        read: readCase<Snapshot>(pool, snapshotKind.name),
      }),
    ],
    background: [
      {
        name: 'snapshots',
        start: () => jobs.work<{ id: string }>(snapshotJob, ({ id }, { signal }) => tell(id, signal)),
      },
    ],
  };
}
