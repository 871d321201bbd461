import { readCases } from '../cases/case-queries.ts';
import { caseRoutes } from '../cases/case-routes.ts';
import type { RoutePlugin } from '../http/app.ts';
import type { Chassis } from '../lifecycle/chassis.ts';
import type { Background } from '../lifecycle/define-service.ts';
import { makeStartSnapshot, makeTellSnapshot, snapshotJob, snapshotKind } from './run-snapshot.ts';
import { type Snapshot, unknownSnapshot } from './snapshot.ts';
import { SnapshotItem, snapshotOnWire, startSnapshotRoutes } from './snapshot-routes.ts';
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
      startSnapshotRoutes(makeStartSnapshot(ports)),
      caseRoutes({
        path: '/ops/snapshots',
        resource: 'dead-letters',
        tags: ['ops'],
        title: 'Snapshots',
        statuses: ['running', 'done'],
        cases: readCases<Snapshot>(pool, snapshotKind.name),
        unknown: unknownSnapshot,
        item: SnapshotItem,
        onWire: snapshotOnWire,
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
