import type { Chassis } from '@yuanqu/service-kit';
import { readBuildings } from '../adapters/candidates/building-query.ts';
import * as kept from '../adapters/candidates/candidate-store.ts';
import { readWaitingDemand, saveDemands } from '../adapters/candidates/demand-store.ts';
import { countParkEvents } from '../adapters/chain/chain-store.ts';
import { findTable } from '../adapters/table-store.ts';
import { onDemandEvents } from '../consumers/on-demand-events.ts';
import { candidateRoutes } from '../http/candidates/candidate-routes.ts';
import { makeApplyDemandEvents } from '../usecases/candidates/apply-demand-events.ts';
import { makeListCandidates } from '../usecases/candidates/list-candidates.ts';
import { makeTellCandidates } from '../usecases/candidates/tell-candidates.ts';

/** The part of the composition root that is about candidates for renovation. */
export const candidates = ({
  pool: db,
  transaction,
  outbox,
  clock,
  log,
}: Pick<Chassis, 'pool' | 'transaction' | 'outbox' | 'clock' | 'log'>) => {
  const tell = makeTellCandidates({
    ...kept,
    db,
    transaction,
    readWaitingDemand,
    findTable,
    countParkEvents,
    append: outbox.append,
    clock,
    failed: (month, error) => log.error({ month, err: error }, 'a month could not be looked at'),
  });
  return {
    routes: [candidateRoutes(makeListCandidates({ db, readBuildings, readWaitingDemand, clock }))],
    consumers: [onDemandEvents(makeApplyDemandEvents(saveDemands))],
    jobs: [
      {
        name: 'tell-candidates',
        cron: '* * * * *',
        run: async (signal: AbortSignal): Promise<void> => void (await tell(signal)),
      },
    ],
  };
};
