import type { Chassis } from '@yuanqu/service-kit';
import { readBuildings } from '../adapters/candidates/building-query.ts';
import { readWaitingDemand, saveDemands } from '../adapters/candidates/demand-store.ts';
import { onDemandEvents } from '../consumers/on-demand-events.ts';
import { candidateRoutes } from '../http/candidates/candidate-routes.ts';
import { makeApplyDemandEvents } from '../usecases/candidates/apply-demand-events.ts';
import { makeListCandidates } from '../usecases/candidates/list-candidates.ts';

/** The part of the composition root that is about candidates for renovation. */
export const candidates = ({ pool: db, clock }: Pick<Chassis, 'pool' | 'clock'>) => ({
  routes: [candidateRoutes(makeListCandidates({ db, readBuildings, readWaitingDemand, clock }))],
  consumers: [onDemandEvents(makeApplyDemandEvents(saveDemands))],
});
