import type { RetireUnits, SaveUnits } from '../usecases/ports.ts';
import type { UnitAltered } from '../usecases/unit-changes.ts';

/** A revision that is not newer changes nothing: a replayed dead letter may come late. */
export const saveUnits: SaveUnits = async (tx, units) => {
  if (units.length === 0) return [];
  const { rows } = await tx.query<UnitAltered>(
    `INSERT INTO unit (id, park, code, sub_park, building, floor, area_hundredths, usage, counts, since, revision)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::bigint[],
                          $8::text[], $9::boolean[], $10::timestamptz[], $11::int[])
     ON CONFLICT (id) DO UPDATE
       SET park = EXCLUDED.park, code = EXCLUDED.code, sub_park = EXCLUDED.sub_park, building = EXCLUDED.building,
           floor = EXCLUDED.floor, area_hundredths = EXCLUDED.area_hundredths, usage = EXCLUDED.usage,
           counts = EXCLUDED.counts, since = EXCLUDED.since, revision = EXCLUDED.revision
       WHERE unit.revision < EXCLUDED.revision
     RETURNING id AS "unitId", park`,
    [
      units.map(({ id }) => id),
      units.map(({ park }) => park),
      units.map(({ code }) => code),
      units.map(({ subPark }) => subPark),
      units.map(({ building }) => building),
      units.map(({ floor }) => floor),
      units.map(({ areaHundredths }) => areaHundredths),
      units.map(({ usage }) => usage),
      units.map(({ counts }) => counts),
      units.map(({ since }) => since),
      units.map(({ revision }) => revision),
    ],
  );
  return rows;
};

export const retireUnits: RetireUnits = async (tx, retired) => {
  if (retired.length === 0) return [];
  const { rows } = await tx.query<UnitAltered>(
    `UPDATE unit SET retired_at = r.at, revision = greatest(unit.revision, r.revision)
     FROM unnest($1::uuid[], $2::timestamptz[], $3::int[]) AS r (id, at, revision)
     WHERE unit.id = r.id
     RETURNING unit.id AS "unitId", unit.park`,
    [retired.map(({ id }) => id), retired.map(({ at }) => at), retired.map(({ revision }) => revision)],
  );
  return rows;
};
