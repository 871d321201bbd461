import type { Executor } from '@yuanqu/messaging';
import { unknownPark } from '../../usecases/describe-parks.ts';
import type { LockedPark, LockPark, ReadParkPlots, SavePlot } from '../../usecases/land/land-ports.ts';

/** SQL of parks `p` as their events tell them. */
export const toldParkColumns = `
  p.code, p.name, p.theme, p.leading_industries AS "leadingIndustries", p.since, p.demo, p.revision,
  (SELECT coalesce(json_agg(json_build_object('code', s.code, 'number', s.number, 'name', s.name) ORDER BY s.number), '[]')
   FROM sub_park s WHERE s.park = p.code) AS "subParks",
  (SELECT coalesce(json_agg(json_build_object('code', l.code, 'subPark', l.sub_park, 'name', l.name,
                                              'landAreaM2', l.land_area_m2::float8) ORDER BY l.code), '[]')
   FROM plot l WHERE l.park = p.code) AS plots,
  (SELECT coalesce(json_agg(json_build_object('code', b.code, 'subPark', b.sub_park, 'name', b.name, 'plot', b.plot,
     'builtM2', (SELECT coalesce(sum(u.area_m2), 0)::float8 FROM unit u
                 WHERE u.park = b.park AND u.building = b.code AND u.retired_at IS NULL)) ORDER BY b.code), '[]')
   FROM building b WHERE b.park = p.code) AS buildings`;

export const lockPark: LockPark = async (tx, park) => {
  const { rows } = await tx.query<LockedPark>(
    `SELECT ${toldParkColumns} FROM park p WHERE p.code = $1 FOR NO KEY UPDATE OF p`,
    [park],
  );
  return rows[0];
};

export const savePlot: SavePlot = async (tx: Executor, plot, parkRevision) => {
  const { park, code, subPark, name, landAreaM2, buildings } = plot;
  await tx.query(
    `INSERT INTO plot (park, code, sub_park, name, land_area_m2) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (park, code) DO UPDATE
       SET sub_park = EXCLUDED.sub_park, name = EXCLUDED.name, land_area_m2 = EXCLUDED.land_area_m2`,
    [park, code, subPark, name, landAreaM2],
  );
  await tx.query(
    `WITH told AS (UPDATE park SET revision = $4 WHERE code = $1)
     UPDATE building SET plot = CASE WHEN code = ANY ($3) THEN $2 END
     WHERE park = $1 AND $3::text[] IS NOT NULL AND (plot = $2 OR code = ANY ($3))`,
    [park, code, buildings, parkRevision],
  );
};

export const readParkPlots =
  (db: Executor): ReadParkPlots =>
  async (park) => {
    const { rows } = await db.query<Awaited<ReturnType<ReadParkPlots>>>(
      `SELECT p.revision,
              (SELECT coalesce(json_agg(json_build_object(
                 'code', l.code, 'subPark', l.sub_park, 'name', l.name, 'landAreaM2', l.land_area_m2::float8,
                 'buildings', ARRAY(SELECT b.code FROM building b WHERE b.park = l.park AND b.plot = l.code ORDER BY b.code)
               ) ORDER BY l.code), '[]') FROM plot l WHERE l.park = p.code) AS plots
       FROM park p WHERE p.code = $1`,
      [park],
    );
    const [found] = rows;
    if (!found) throw unknownPark(park);
    return found;
  };
