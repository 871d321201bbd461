import type { Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { ParkEvidence } from '../../domain/evidence/park-evidence.ts';

type Chain = NonNullable<ParkEvidence['chain']>;

/** How much of its chain map each park covers in a month; nothing while no maps are kept. */
export async function readChainCoverage(db: Executor, month: Month): Promise<ReadonlyMap<string, Chain>> {
  const { rows: kept } = await db.query<{ kept: boolean }>(
    `SELECT to_regclass('chain_coverage') IS NOT NULL AS kept`,
  );
  if (!kept[0]?.kept) return new Map();
  const { rows } = await db.query<Chain & { readonly park: string }>(
    'SELECT park, covered, segments FROM chain_coverage WHERE month = $1 AND segments > 0',
    [month],
  );
  return new Map(rows.map(({ park, covered, segments }) => [park, { covered, segments }]));
}
