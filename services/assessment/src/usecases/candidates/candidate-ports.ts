import type { Executor } from '@yuanqu/messaging';
import type { BuildingFacts } from '../../domain/candidates/place.ts';
import type { WaitingDemand } from '../../domain/candidates/rank-candidates.ts';

/** Buildings with their counting units; of all parks unless told. */
export type ReadBuildings = (
  db: Executor,
  now: Date,
  parks: readonly string[] | undefined,
) => Promise<readonly BuildingFacts[]>;

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
