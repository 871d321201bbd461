import type { Executor } from '@yuanqu/messaging';
import type { Chassis } from '@yuanqu/service-kit';
import * as chains from '../adapters/chain/chain-store.ts';
import { csvLines } from '../adapters/chain/csv-lines.ts';
import { saveTenancyTerms } from '../adapters/chain/tenancy-term-store.ts';
import { readTenants } from '../adapters/chain/tenant-query.ts';
import { listParks } from '../adapters/park-query.ts';
import { onTenancyEvents } from '../consumers/on-tenancy-events.ts';
import { chainRoutes } from '../http/chain/chain-routes.ts';
import { chainTableRoutes } from '../http/chain/chain-table-routes.ts';
import { makeImportChain } from '../usecases/chain/import-chain.ts';
import { knownPark } from '../usecases/known-park.ts';
import { makeApplyTenancyEvents } from '../usecases/chain/apply-tenancy-events.ts';
import { makeReadChain, makeReadDefinition } from '../usecases/chain/read-chain.ts';
import { makeSaveChain } from '../usecases/chain/save-chain.ts';
import { makeSweepChainGaps } from '../usecases/chain/sweep-chain-gaps.ts';

/** The part of the composition root that is about chain maps. */
export function chainMaps({
  pool: db,
  transaction,
  outbox,
  clock,
  log,
}: Pick<Chassis, 'pool' | 'transaction' | 'outbox' | 'clock' | 'log'>) {
  const ports = { ...chains, db, transaction, listParks, readTenants, clock };
  const sweep = makeSweepChainGaps({
    ...ports,
    append: outbox.append,
    failed: (park, error) => log.error({ park, err: error }, 'the chain of a park could not be looked at'),
  });
  const checkPark = (tx: Executor, park: string) => knownPark(tx, listParks, park);
  const saveChain = makeSaveChain({ ...ports, checkPark });
  const readDefinition = makeReadDefinition(ports);
  return {
    routes: [
      chainRoutes({
        readChain: makeReadChain(ports),
        readDefinition,
        listVersions: (park) => chains.listChainVersions(db, park),
        saveChain,
      }),
      chainTableRoutes({
        readDefinition,
        importChain: makeImportChain({ ...ports, checkPark, saveChain }),
        readCsv: csvLines,
      }),
    ],
    consumers: [onTenancyEvents(makeApplyTenancyEvents(saveTenancyTerms))],
    jobs: [
      {
        name: 'sweep-chain-gaps',
        cron: '40 4 * * *',
        run: async (signal: AbortSignal): Promise<void> => void (await sweep(signal)),
      },
    ],
  };
}
