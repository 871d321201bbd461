import type { Executor } from '@yuanqu/messaging';
import { coverageOf, coverChain } from '../../domain/chain/cover-chain.ts';
import type { ParkEvidence } from '../../domain/evidence/park-evidence.ts';
import { findChain, listChainParks } from '../chain/chain-store.ts';
import { readTenants } from '../chain/tenant-query.ts';

type Chain = NonNullable<ParkEvidence['chain']>;

/**
 * How much of its chain map each park covers with the tenants of the last instant before the cutoff; nothing where
 * there is no map, or nobody had reported on the park.
 */
export async function readChainCoverage(db: Executor, cutoffMs: number): Promise<ReadonlyMap<string, Chain>> {
  const at = new Date(cutoffMs - 1);
  const { rows } = await db.query<{ code: string; leading: string[] }>(
    'SELECT code, leading_industries AS leading FROM park WHERE code = ANY ($1)',
    [await listChainParks(db)],
  );
  const coverage = new Map<string, Chain>();
  for (const { code, leading } of rows) {
    const chain = await findChain(db, code, at);
    const tenants = await readTenants(db, code, { now: at, at });
    if (!chain || !tenants || chain.definition.segments.length === 0) continue;
    coverage.set(code, coverageOf(coverChain(chain.definition, leading, tenants)));
  }
  return coverage;
}
