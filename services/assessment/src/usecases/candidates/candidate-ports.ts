import type { Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { BuildingFacts } from '../../domain/candidates/place.ts';
import type { WaitingDemand } from '../../domain/candidates/rank-candidates.ts';

/** Buildings of all parks with their counting units, and their output of the newest month that somebody reported. */
export type ReadBuildings = (db: Executor, now: Date) => Promise<readonly BuildingFacts[]>;

/** What waits for space in the whole district. */
export type ReadWaitingDemand = (db: Executor) => Promise<readonly WaitingDemand[]>;

/** A demand as it was last told. */
export interface DemandRecord {
  readonly id: string;
  readonly park: string;
  readonly uscc: string | null;
  readonly usage: string;
  readonly areaHundredths: bigint;
  readonly missingHundredths: bigint;
  readonly at: Date;
  readonly ended: boolean;
  readonly revision: number;
}

/** Writes demands; older revisions change nothing. */
export type SaveDemands = (tx: Executor, demands: readonly DemandRecord[]) => Promise<void>;

/** The newest published version of each month that was not looked at yet, in the order of the calendar. */
export type ListUntold = (
  db: Executor,
) => Promise<readonly { readonly month: Month; readonly version: number }[]>;

/** Marks a version of a month as looked at; false when that one or a later one is marked already. */
export type TakeMonth = (tx: Executor, month: Month, version: number) => Promise<boolean>;

/** Keeps a month's candidates; those that neither this month was told of yet nor the one before had as such. */
export type KeepCandidates = (
  tx: Executor,
  month: Month,
  parks: readonly string[],
) => Promise<readonly string[]>;

/** Target occupancy by park, in ten-thousandths; `*` stands for every park without its own. */
export type ReadOccupancyTargets = (db: Executor) => Promise<ReadonlyMap<string, number>>;
