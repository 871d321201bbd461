import type { Executor } from '@yuanqu/messaging';
import type { FreeSpace } from '../../domain/demand/find-together.ts';

/** What of a park is free: held by nobody, and not observed to be let, reserved, under works or withdrawn. */
export type ReadFreeSpace = (db: Executor, park: string) => Promise<readonly FreeSpace[]>;

/** The units of a park that tenancies hold for applications: by unit, the application's id. */
export type ReadHeldForApplications = (db: Executor, park: string) => Promise<ReadonlyMap<string, string>>;

/** The groups of a park that hold: by application, the group's id. */
export type ReadHeldGroups = (db: Executor, park: string) => Promise<ReadonlyMap<string, string>>;

/** A park's approved applications of which there is no demand yet. */
export type FindNewDemands = (tx: Executor, park: string) => Promise<readonly string[]>;

/** A park's demands that are open though their application is neither approved nor reviewed again, and what it is. */
export type FindSettledDemands = (
  tx: Executor,
  park: string,
) => Promise<readonly { readonly id: string; readonly applicationStatus: string }[]>;

/** Parks that have approved applications, or demands that are open. */
export type ListParksWithDemands = (db: Executor) => Promise<readonly string[]>;

/** One at a time for each park. */
export type LockDemands = (tx: Executor, park: string) => Promise<void>;
