import { AppError, type Clock } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { chainMap, type ChainMap } from '../../domain/chain/chain-map.ts';
import { knownPark } from '../known-park.ts';
import type { ListParks } from '../reading-ports.ts';
import type { FindChain, ReadTenants, StoredChain } from './chain-ports.ts';

export interface ReadChainPorts {
  readonly db: Executor;
  readonly listParks: ListParks;
  readonly findChain: FindChain;
  readonly readTenants: ReadTenants;
  readonly clock: Clock;
}

export interface FilledChain {
  readonly map: ChainMap;
  readonly revision: number;
  readonly changedAt: Date;
  /** Whether anybody has ever reported on the park; if not, that nobody covers anything says nothing. */
  readonly observed: boolean;
}

/** A park's chain held against who is observed there. Errors: `assessment.unknown-park`, `chain.none`. */
export const makeReadChain =
  (ports: ReadChainPorts) =>
  async (code: string): Promise<FilledChain> => {
    const park = await knownPark(ports.db, ports.listParks, code);
    const { definition, revision, changedAt } = await storedChain(ports, code);
    const tenants = await ports.readTenants(ports.db, code, { now: ports.clock() });
    return {
      map: chainMap(park, definition, tenants ?? []),
      revision,
      changedAt,
      observed: tenants !== undefined,
    };
  };

/** A park's chain as it was entered. Errors: `assessment.unknown-park`, `chain.none`. */
export const makeReadDefinition =
  (ports: Pick<ReadChainPorts, 'db' | 'listParks' | 'findChain'>) =>
  async (code: string): Promise<StoredChain> => {
    await knownPark(ports.db, ports.listParks, code);
    return storedChain(ports, code);
  };

async function storedChain(
  { db, findChain }: Pick<ReadChainPorts, 'db' | 'findChain'>,
  park: string,
): Promise<StoredChain> {
  const chain = await findChain(db, park);
  if (chain) return chain;
  throw new AppError(
    'chain.none',
    'not-found',
    `园区 ${park} 尚无产业链图谱，可用 PUT /parks/${park}/chain 建立（If-Match: "0"）。 Park ${park} has no chain map yet: PUT /parks/${park}/chain with If-Match "0" makes its first.`,
  );
}
