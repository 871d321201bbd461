import type { Executor } from '@yuanqu/messaging';
import type { Land } from '../../domain/evidence/park-evidence.ts';

/** The land under each park's buildings. */
export async function readLand(db: Executor): Promise<ReadonlyMap<string, Land>> {
  const { rows } = await db.query<{
    park: string;
    buildings: number;
    surveyed: number;
    landHundredths: string;
  }>(
    `SELECT park, count(*)::int AS buildings, count(land_hundredths)::int AS surveyed,
            coalesce(sum(land_hundredths), 0)::text AS "landHundredths"
     FROM building GROUP BY park`,
  );
  return new Map(
    rows.map(({ park, landHundredths, ...counted }) => [
      park,
      { ...counted, landHundredths: BigInt(landHundredths) },
    ]),
  );
}
