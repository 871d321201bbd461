import type { Executor } from '@yuanqu/messaging';
import type { PlotVersion } from '../../domain/land/plot-history.ts';
import type { ListPlotVersions, SavePlotVersions } from '../../usecases/land/land-ports.ts';

/** SQL of a park's plots as they were in a month, both given by their parameters: code, sub_park, land, buildings. */
export const landThen = (park: string, month: string): string => `
  SELECT l.code, coalesce(v.sub_park, l.sub_park) AS sub_park, coalesce(v.land_area_m2, l.land_area_m2) AS land,
         coalesce(v.buildings, ARRAY(SELECT b.code FROM building b WHERE b.park = l.park AND b.plot = l.code)) AS buildings
  FROM plot l
  LEFT JOIN LATERAL (
    SELECT h.* FROM plot_version h
    WHERE h.park = l.park AND h.code = l.code AND (h.from_month IS NULL OR h.from_month <= ${month})
    ORDER BY h.version DESC LIMIT 1
  ) AS v ON true
  WHERE l.park = ${park} AND (
    v.version IS NOT NULL OR NOT EXISTS (SELECT FROM plot_version h WHERE h.park = l.park AND h.code = l.code)
  )`;

/** What a plot began with is kept as its first version with its first change. */
export const savePlotVersions: SavePlotVersions = async (
  tx,
  park,
  { before, after, from, reason, by, at },
) => {
  const began = after.flatMap(({ code }) => before.filter((plot) => plot.code === code));
  await tx.query(
    `INSERT INTO plot_version (park, code, version, sub_park, name, land_area_m2, buildings)
     SELECT $1, code, 1, "subPark", name, "landAreaM2", buildings FROM jsonb_to_recordset($2::jsonb)
       AS was (code text, "subPark" text, name text, "landAreaM2" decimal, buildings text[])
     WHERE NOT EXISTS (SELECT FROM plot_version v WHERE v.park = $1 AND v.code = was.code COLLATE "C")`,
    [park, JSON.stringify(began)],
  );
  await tx.query(
    `INSERT INTO plot_version (park, code, version, from_month, sub_park, name, land_area_m2, buildings, reason,
                               changed_by, changed_at)
     SELECT $1, code, 1 + coalesce((SELECT max(v.version) FROM plot_version v
                                    WHERE v.park = $1 AND v.code = now_is.code COLLATE "C"), 0),
            $3, "subPark", name, "landAreaM2", buildings, $4, $5, $6
     FROM jsonb_to_recordset($2::jsonb)
       AS now_is (code text, "subPark" text, name text, "landAreaM2" decimal, buildings text[])`,
    [park, JSON.stringify(after), from ?? null, reason ?? null, by, at],
  );
};

export const listPlotVersions =
  (db: Executor): ListPlotVersions =>
  async (park, code) => {
    const { rows } = await db.query<VersionRow>(
      `SELECT l.code, coalesce(v.version, 1) AS version, v.from_month AS "from",
              coalesce(v.sub_park, l.sub_park) AS "subPark", coalesce(v.name, l.name) AS name,
              coalesce(v.land_area_m2, l.land_area_m2)::float8 AS "landAreaM2",
              coalesce(v.buildings, ARRAY(SELECT b.code FROM building b WHERE b.park = l.park AND b.plot = l.code
                                          ORDER BY b.code)) AS buildings,
              v.reason, v.changed_by AS "changedBy", v.changed_at AS "changedAt"
       FROM plot l LEFT JOIN plot_version v ON v.park = l.park AND v.code = l.code
       WHERE l.park = $1 AND l.code = $2 ORDER BY v.version DESC`,
      [park, code],
    );
    return rows.map(versionOf);
  };

type Nullable<Value> = { readonly [Key in keyof Value]: Exclude<Value[Key], undefined> | null };
type VersionRow = Omit<PlotVersion, 'from' | 'reason' | 'changedBy' | 'changedAt'> &
  Nullable<Pick<PlotVersion, 'from' | 'reason' | 'changedBy' | 'changedAt'>>;

const versionOf = ({ from, reason, changedBy, changedAt, ...row }: VersionRow): PlotVersion => ({
  ...row,
  from: from ?? undefined,
  reason: reason ?? undefined,
  changedBy: changedBy ?? undefined,
  changedAt: changedAt ?? undefined,
});
