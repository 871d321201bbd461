import type { BuildingFacts } from '../../domain/candidates/place.ts';
import type { ReadBuildings } from '../../usecases/candidates/candidate-ports.ts';

export const readBuildings: ReadBuildings = async (db, now, parks) => {
  const { rows } = await db.query<BuildingRow>(
    `SELECT u.park, p.name AS "parkName", u.sub_park AS "subPark", coalesce(s.name, u.sub_park) AS "subParkName",
            u.building, coalesce(b.name, u.building) AS "buildingName",
            sum(u.area_hundredths) FILTER (WHERE c.status IS NULL OR c.status IN ('let', 'reserved', 'vacant')) AS lettable,
            sum(u.area_hundredths) FILTER (WHERE c.status = 'let') AS let,
            sum(u.area_hundredths) FILTER (WHERE c.status IS NULL) AS unobserved,
            min(u.since) AS "registeredSince", array_agg(DISTINCT u.usage) AS usages, t.occupancy AS target
     FROM unit u
     JOIN park p ON p.code = u.park
     LEFT JOIN unit_current c ON c.unit_id = u.id
     LEFT JOIN sub_park s ON s.park = u.park AND s.code = u.sub_park
     LEFT JOIN building b ON b.park = u.park AND b.code = u.building
     CROSS JOIN LATERAL (
       SELECT occupancy FROM target WHERE target.park IN (u.park, '*') ORDER BY target.park = '*', set_at DESC LIMIT 1
     ) AS t
     WHERE u.counts AND u.since <= $1 AND (u.retired_at IS NULL OR u.retired_at > $1)
       AND ($2::text[] IS NULL OR u.park = ANY ($2))
     GROUP BY u.park, p.name, u.sub_park, s.name, u.building, b.name, t.occupancy
     ORDER BY u.park, u.sub_park, u.building`,
    [now, parks],
  );
  return rows.map(toFacts);
};

interface BuildingRow extends Omit<BuildingFacts, 'lettable' | 'let' | 'unobserved' | 'registeredSinceMs'> {
  readonly lettable: string | null;
  readonly let: string | null;
  readonly unobserved: string | null;
  readonly registeredSince: Date;
}

const toFacts = ({ registeredSince, ...row }: BuildingRow): BuildingFacts =>
  Object.assign(row, {
    lettable: BigInt(row.lettable ?? 0),
    let: BigInt(row.let ?? 0),
    unobserved: BigInt(row.unobserved ?? 0),
    registeredSinceMs: registeredSince.getTime(),
  });
