import type { ReadWaitingDemand, SaveDemands } from '../../usecases/candidates/candidate-ports.ts';

export const saveDemands: SaveDemands = async (tx, demands) => {
  await tx.query(
    `INSERT INTO unmet_demand (id, park, uscc, usage, area_hundredths, missing_hundredths, since, ended_at, revision)
     SELECT id, park, uscc, usage, area, missing, at, CASE WHEN ended THEN at END, revision
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::timestamptz[],
                 $8::boolean[], $9::int[])
       AS d (id, park, uscc, usage, area, missing, at, ended, revision)
     ON CONFLICT (id) DO UPDATE
       SET park = EXCLUDED.park, uscc = EXCLUDED.uscc, usage = EXCLUDED.usage,
           area_hundredths = EXCLUDED.area_hundredths, missing_hundredths = EXCLUDED.missing_hundredths,
           ended_at = EXCLUDED.ended_at, revision = EXCLUDED.revision
       WHERE unmet_demand.revision < EXCLUDED.revision`,
    [
      demands.map(({ id }) => id),
      demands.map(({ park }) => park),
      demands.map(({ uscc }) => uscc),
      demands.map(({ usage }) => usage),
      demands.map(({ areaHundredths }) => areaHundredths),
      demands.map(({ missingHundredths }) => missingHundredths),
      demands.map(({ at }) => at),
      demands.map(({ ended }) => ended),
      demands.map(({ revision }) => revision),
    ],
  );
};

export const readWaitingDemand: ReadWaitingDemand = async (db) => {
  const { rows } = await db.query<{ park: string; usage: string; demands: number; missing: string }>(
    `SELECT park, usage, count(*)::int AS demands, sum(missing_hundredths)::text AS missing FROM unmet_demand
     WHERE ended_at IS NULL AND missing_hundredths > 0 GROUP BY park, usage ORDER BY park, usage`,
  );
  return rows.map(({ missing, ...demand }) => Object.assign(demand, { missing: BigInt(missing) }));
};
