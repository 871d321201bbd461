import type {
  KnownDistrict,
  FindDistrict,
  ReadUntoldOfPark,
  SaveDistrict,
  SavePark,
  UntoldOfPark,
} from '../../usecases/parks/park-ports.ts';

export const findDistrict: FindDistrict = async (db) => {
  const { rows } = await db.query<KnownDistrict>(districtStatement);
  return rows[0];
};

export const lockDistrict: FindDistrict = async (tx) => {
  const { rows } = await tx.query<KnownDistrict>(`${districtStatement} FOR NO KEY UPDATE`);
  return rows[0];
};

const districtStatement = 'SELECT code, name, city, province, revision FROM district LIMIT 1';

export const saveDistrict: SaveDistrict = async (tx, { code, name, city, province, revision }) => {
  await tx.query(
    `INSERT INTO district (code, name, city, province, revision) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name, city = EXCLUDED.city, province = EXCLUDED.province,
       revision = EXCLUDED.revision`,
    [code, name, city, province, revision],
  );
};

export const readUntoldOfPark: ReadUntoldOfPark = async (tx, park) => {
  const { rows } = await tx.query<UntoldOfPark>(
    `SELECT positioning, contracts_since::text AS "contractsSince", ARRAY(SELECT DISTINCT building FROM floor WHERE park = $1) AS "usedBuildings",
            ARRAY(SELECT DISTINCT sub_park FROM plot WHERE park = $1) AS "usedSubParks"
     FROM park WHERE code = $1`,
    [park],
  );
  return rows[0];
};

export const savePark: SavePark = async (tx, district, park, revision) => {
  const { code, name, theme, leadingIndustries, positioning, since, contractsSince, subParks, buildings } =
    park;
  await tx.query(
    `INSERT INTO park (code, district, name, theme, leading_industries, positioning, since, contracts_since, revision)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (code) DO UPDATE
       SET name = EXCLUDED.name, theme = EXCLUDED.theme, leading_industries = EXCLUDED.leading_industries,
           positioning = EXCLUDED.positioning, contracts_since = EXCLUDED.contracts_since, revision = EXCLUDED.revision`,
    [
      code,
      district,
      name,
      theme,
      leadingIndustries,
      positioning ?? null,
      since,
      contractsSince ?? null,
      revision,
    ],
  );
  // Numbers (at most 999) may be exchanged: until all are written none of the old ones may be in the way.
  await tx.query('UPDATE sub_park SET number = number + 1000 WHERE park = $1', [code]);
  await tx.query(
    `INSERT INTO sub_park (park, code, number, name)
     SELECT $1, * FROM unnest($2::text[], $3::int[], $4::text[])
     ON CONFLICT (park, code) DO UPDATE SET number = EXCLUDED.number, name = EXCLUDED.name`,
    [
      code,
      subParks.map((one) => one.code),
      subParks.map((one) => one.number),
      subParks.map((one) => one.name),
    ],
  );
  await tx.query(
    `INSERT INTO building (park, code, sub_park, name)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[])
     ON CONFLICT (park, code) DO UPDATE SET sub_park = EXCLUDED.sub_park, name = EXCLUDED.name`,
    [
      code,
      buildings.map((one) => one.code),
      buildings.map((one) => one.subPark),
      buildings.map((one) => one.name),
    ],
  );
  await tx.query('DELETE FROM building WHERE park = $1 AND code <> ALL ($2)', [
    code,
    buildings.map((one) => one.code),
  ]);
  await tx.query('DELETE FROM sub_park WHERE park = $1 AND code <> ALL ($2)', [
    code,
    subParks.map((one) => one.code),
  ]);
};
