import type { Clock } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { averagePerMu } from '../../domain/candidates/place-output.ts';
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
    const [buildings, demand] = await Promise.all([readBuildings(db, now), readWaitingDemand(db)]);
    const within = buildings.filter(({ park }) => parks?.includes(park) ?? true);
    // What is low is low against the whole district, whoever asks.
    return rankCandidates(placesAt(level, within), demand, now.getTime(), averagePerMu(buildings));
  };
