import type { ListParks } from '../usecases/reading-ports.ts';

/** Parks by code, with what intake told of their parts. */
export const listParks: ListParks = async (db, codes) => {
  const { rows } = await db.query<ParkRow>(
    `SELECT code, name, leading_industries AS "leadingIndustries", since,
            (SELECT coalesce(json_agg(json_build_object('code', s.code, 'number', s.number, 'name', s.name) ORDER BY s.number), '[]')
             FROM sub_park s WHERE s.park = park.code) AS "subParks",
            (SELECT coalesce(json_agg(json_build_object('code', b.code, 'name', b.name) ORDER BY b.code), '[]')
             FROM building b WHERE b.park = park.code) AS buildings
     FROM park WHERE $1::text[] IS NULL OR code = ANY($1) ORDER BY code`,
    [codes ?? null],
  );
  return rows.map(({ since, ...park }) => Object.assign(park, { sinceMs: since.getTime() }));
};

interface ParkRow {
  readonly code: string;
  readonly name: string;
  readonly leadingIndustries: readonly string[];
  readonly since: Date;
  readonly subParks: readonly { readonly code: string; readonly number: number; readonly name: string }[];
  readonly buildings: readonly { readonly code: string; readonly name: string }[];
}
