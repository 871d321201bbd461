import { Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { PlaceOutput } from '../../domain/candidates/place-output.ts';
import type { BuildingFacts } from '../../domain/candidates/place.ts';
import type { ReadBuildings } from '../../usecases/candidates/candidate-ports.ts';

export const readBuildings: ReadBuildings = async (db, now) => {
  const { rows } = await db.query<BuildingRow>(
    `SELECT u.park, p.name AS "parkName", u.sub_park AS "subPark", coalesce(s.name, u.sub_park) AS "subParkName",
            u.building, coalesce(b.name, u.building) AS "buildingName",
            sum(u.area_hundredths) FILTER (WHERE c.status IS NULL OR c.status IN ('let', 'reserved', 'vacant')) AS lettable,
            sum(u.area_hundredths) FILTER (WHERE c.status = 'let') AS let,
            sum(u.area_hundredths) FILTER (WHERE c.status IS NULL) AS unobserved,
            min(u.since) AS "registeredSince", array_agg(DISTINCT u.usage) AS usages, t.occupancy AS target,
            b.land_hundredths AS land
     FROM unit u
     JOIN park p ON p.code = u.park
     LEFT JOIN unit_current c ON c.unit_id = u.id
     LEFT JOIN sub_park s ON s.park = u.park AND s.code = u.sub_park
     LEFT JOIN building b ON b.park = u.park AND b.code = u.building
     CROSS JOIN LATERAL (
       SELECT occupancy FROM target WHERE target.park IN (u.park, '*') ORDER BY target.park = '*', set_at DESC LIMIT 1
     ) AS t
     WHERE u.counts AND u.since <= $1 AND (u.retired_at IS NULL OR u.retired_at > $1)
     GROUP BY u.park, p.name, u.sub_park, s.name, u.building, b.name, t.occupancy, b.land_hundredths
     ORDER BY u.park, u.sub_park, u.building`,
    [now],
  );
  const outputs = await readOutputs(db, now);
  return rows.map((row) => toFacts(row, outputs.get(`${row.park} ${row.building}`)));
};

/**
 * Of each park the newest month, before the running one and at most half a year ago, of which somebody reported output;
 * each firm's share of it in a building by the area that it holds there.
 */
const outputs = `
WITH chosen AS (
  SELECT park, max(month) AS month FROM enterprise_figures
  WHERE output_fen IS NOT NULL AND month >= $2 AND month < $3 GROUP BY park
), newest AS (
  SELECT DISTINCT ON (f.park, f.uscc) f.park, f.uscc, f.output_fen
  FROM enterprise_figures f JOIN chosen USING (park, month)
  ORDER BY f.park, f.uscc, f.version DESC
), held AS (
  SELECT u.park, u.building, c.uscc, sum(u.area_hundredths) AS area,
         sum(sum(u.area_hundredths)) OVER (PARTITION BY u.park, c.uscc) AS total
  FROM unit u JOIN unit_current c ON c.unit_id = u.id
  WHERE c.status = 'let' AND c.uscc IS NOT NULL AND u.since <= $1 AND (u.retired_at IS NULL OR u.retired_at > $1)
  GROUP BY u.park, u.building, c.uscc
)
SELECT held.park, held.building, chosen.month, sum(area)::text AS "tenantArea",
       coalesce(sum(area) FILTER (WHERE output_fen IS NOT NULL), 0)::text AS "reportingArea",
       coalesce(round(sum(output_fen * area / total)), 0)::text AS fen
FROM held JOIN chosen USING (park) LEFT JOIN newest USING (park, uscc)
GROUP BY held.park, held.building, chosen.month`;

async function readOutputs(db: Executor, now: Date): Promise<ReadonlyMap<string, PlaceOutput>> {
  const running = Month.of(now);
  const { rows } = await db.query<OutputRow>(outputs, [now, Month.plus(running, -6), running]);
  return new Map(
    rows.map(({ park, building, month, tenantArea, reportingArea, fen }) => [
      `${park} ${building}`,
      { month, fen: BigInt(fen), tenantArea: BigInt(tenantArea), reportingArea: BigInt(reportingArea) },
    ]),
  );
}

interface OutputRow {
  readonly park: string;
  readonly building: string;
  readonly month: string;
  readonly tenantArea: string;
  readonly reportingArea: string;
  readonly fen: string;
}

interface BuildingRow
  extends Omit<BuildingFacts, 'lettable' | 'let' | 'unobserved' | 'registeredSinceMs' | 'land' | 'output'> {
  readonly lettable: string | null;
  readonly let: string | null;
  readonly unobserved: string | null;
  readonly registeredSince: Date;
  readonly land: string | null;
}

const toFacts = (
  { registeredSince, land, ...row }: BuildingRow,
  output: PlaceOutput | undefined,
): BuildingFacts =>
  Object.assign(row, {
    lettable: BigInt(row.lettable ?? 0),
    let: BigInt(row.let ?? 0),
    unobserved: BigInt(row.unobserved ?? 0),
    registeredSinceMs: registeredSince.getTime(),
    ...(land !== null && { land: BigInt(land) }),
    ...(output && { output }),
  });
