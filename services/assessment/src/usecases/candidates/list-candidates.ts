import type { Clock } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { type PlaceLevel, placesAt } from '../../domain/candidates/place.ts';
import { rankCandidates, type RankedCandidates } from '../../domain/candidates/rank-candidates.ts';
import type { ReadBuildings, ReadWaitingDemand } from './candidate-ports.ts';

interface Ports {
  readonly db: Executor;
  readonly readBuildings: ReadBuildings;
  readonly readWaitingDemand: ReadWaitingDemand;
  readonly clock: Clock;
}

/** Places of these parks that speak for renovation. */
export const makeListCandidates =
  ({ db, readBuildings, readWaitingDemand, clock }: Ports) =>
  async (level: PlaceLevel, parks: readonly string[] | undefined): Promise<RankedCandidates> => {
    const now = clock();
    const [buildings, demand] = await Promise.all([readBuildings(db, now, parks), readWaitingDemand(db)]);
    return rankCandidates(placesAt(level, buildings), demand, now.getTime());
  };
