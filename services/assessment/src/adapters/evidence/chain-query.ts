import type { Executor } from '@yuanqu/messaging';
import type { ChainDefinition } from '../../domain/chain/chain-definition.ts';
import { coverageOf, coverChain } from '../../domain/chain/cover-chain.ts';
import type { ParkEvidence } from '../../domain/evidence/park-evidence.ts';
import { readTenantsOfParks } from '../chain/tenant-query.ts';

type Chain = NonNullable<ParkEvidence['chain']>;

/**
 * How much of its chain map each park covers with the tenants of the last instant before the cutoff; nothing where
 * there is no map, or nobody had reported on the park. Two statements, whatever the number of parks.
 */
export async function readChainCoverage(db: Executor, cutoffMs: number): Promise<ReadonlyMap<string, Chain>> {
  const at = new Date(cutoffMs - 1);
  const { rows } = await db.query<{ park: string; leading: string[]; definition: ChainDefinition }>(
    `SELECT DISTINCT ON (c.park) c.park, p.leading_industries AS leading, c.definition
     FROM chain_version c JOIN park p ON p.code = c.park
     WHERE c.changed_at <= $1 ORDER BY c.park, c.revision DESC`,
    [at],
  );
  const drawn = rows.filter(({ definition }) => definition.segments.length > 0);
  const tenants = await readTenantsOfParks(
    db,
    drawn.map(({ park }) => park),
    { now: at, at },
  );
  return new Map(
    drawn.flatMap(({ park, leading, definition }) => {
      const there = tenants.get(park);
      return there ? [[park, coverageOf(coverChain(definition, leading, there))] as const] : [];
    }),
  );
}
