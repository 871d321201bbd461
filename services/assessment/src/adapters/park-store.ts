import type { ParkRecord, SaveParks } from '../usecases/ports.ts';

/** `known` reads the rows as they were before the statement. Sub-parks and buildings are replaced as a whole. */
export const saveParks: SaveParks = async (tx, parks) => {
  const { rows } = await tx.query<WrittenPark>(
    `WITH known AS (
       SELECT code, leading_industries, since,
              (SELECT jsonb_object_agg(b.code, b.land_hundredths) FROM building b WHERE b.park = park.code) AS land
       FROM park WHERE code = ANY($1::text[])
     )
     INSERT INTO park (code, name, theme, leading_industries, since, demo, revision)
     SELECT p.code, p.name, p.theme, ARRAY(SELECT jsonb_array_elements_text(p.industries)), p.since, p.demo, p.revision
     FROM unnest($1::text[], $2::text[], $3::text[], $4::jsonb[], $5::timestamptz[], $6::boolean[], $7::int[])
       AS p (code, name, theme, industries, since, demo, revision)
     ON CONFLICT (code) DO UPDATE
       SET name = EXCLUDED.name, theme = EXCLUDED.theme, leading_industries = EXCLUDED.leading_industries,
           since = EXCLUDED.since, demo = EXCLUDED.demo, revision = EXCLUDED.revision
       WHERE park.revision < EXCLUDED.revision
     RETURNING code, EXISTS (
       SELECT FROM known
       WHERE known.code = park.code
         AND (known.leading_industries, known.since) IS DISTINCT FROM (park.leading_industries, park.since)
     ) AS altered, (SELECT land FROM known WHERE known.code = park.code) AS land`,
    [
      parks.map(({ code }) => code),
      parks.map(({ name }) => name),
      parks.map(({ theme }) => theme),
      parks.map(({ leadingIndustries }) => JSON.stringify(leadingIndustries)),
      parks.map(({ since }) => since),
      parks.map(({ demo }) => demo ?? false),
      parks.map(({ revision }) => revision),
    ],
  );
  const written = parks.filter(({ code }) => rows.some((row) => row.code === code));
  if (written.length === 0) return [];
  const codes = written.map(({ code }) => code);
  const subParks = written.flatMap(({ code: park, subParks }) => subParks.map((part) => ({ park, part })));
  const buildings = written.flatMap(({ code: park, buildings }) => buildings.map((part) => ({ park, part })));
  await tx.query('DELETE FROM sub_park WHERE park = ANY($1)', [codes]);
  await tx.query('DELETE FROM building WHERE park = ANY($1)', [codes]);
  await tx.query(
    'INSERT INTO sub_park (park, code, number, name) SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::text[])',
    [
      subParks.map(({ park }) => park),
      subParks.map(({ part }) => part.code),
      subParks.map(({ part }) => part.number),
      subParks.map(({ part }) => part.name),
    ],
  );
  await tx.query(
    `INSERT INTO building (park, code, sub_park, name, land_hundredths)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[])`,
    [
      buildings.map(({ park }) => park),
      buildings.map(({ part }) => part.code),
      buildings.map(({ part }) => part.subPark),
      buildings.map(({ part }) => part.name),
      buildings.map(({ part }) => landOf(part)),
    ],
  );
  const told = new Map(parks.map((park) => [park.code, park]));
  return rows
    .filter(({ code, altered, land }) => altered || otherLand(land, told.get(code)?.buildings ?? []))
    .map(({ code }) => code);
};

interface WrittenPark {
  readonly code: string;
  readonly altered: boolean;
  /** What was known of its buildings' land, in hundredths of a m²; null for a park that was not known. */
  readonly land: Readonly<Record<string, number | null>> | null;
}

type Building = ParkRecord['buildings'][number];

const landOf = ({ landAreaM2 }: Building): number | null =>
  landAreaM2 === undefined ? null : Math.round(landAreaM2 * 100);

const otherLand = (known: WrittenPark['land'], buildings: readonly Building[]): boolean =>
  known !== null &&
  (buildings.length !== Object.keys(known).length ||
    buildings.some((building) => known[building.code] !== landOf(building)));
