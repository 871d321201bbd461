import type { Executor } from '@yuanqu/messaging';
import type { Observation } from '../domain/observation.ts';
import type { OccupancyStatus } from '../domain/occupancy-status.ts';
import type { StandingUnit } from '../domain/standing-unit.ts';
import type { Unit, UnitUsage } from '../domain/unit.ts';
import type {
  InsertUnits,
  LockUnits,
  ReadParkPlan,
  SaveCorrections,
  SaveCut,
} from '../usecases/registry-ports.ts';
import { insertUnits } from './registry-writer.ts';

/** In the order of ids, as the stream locks them, so that neither waits for the other in a circle. */
export const lockUnits: LockUnits = async (tx, park, codes) => {
  const { rows } = await tx.query<UnitRow>(
    `SELECT u.id, u.park, b.sub_park AS "subPark", u.building, u.floor, u.code, u.area_m2::float8 AS "areaM2",
            u.usage, usage.counts, u.since, u.demo, u.retired_at, u.revision, u.legal_status,
            u.facts_revision AS "factsRevision",
            u.status, u.uscc, u.observed_at, u.update_id, u.operator
     FROM unit u
     JOIN building b ON b.park = u.park AND b.code = u.building
     JOIN usage ON usage.code = u.usage
     WHERE u.park = $1 AND u.code = ANY ($2)
     ORDER BY u.id
     FOR NO KEY UPDATE OF u`,
    [park, codes],
  );
  return new Map(rows.map((row) => [row.code, standingUnit(row)]));
};

export const saveCut: SaveCut = async (tx, { because, at, retired, parts }, now) => {
  const retiredIds = retired.map(({ id }) => id);
  await tx.query(
    `UPDATE unit SET retired_at = $2, retired_because = $3, revision = revision + 1,
                     facts_revision = facts_revision + 1 WHERE id = ANY ($1::uuid[])`,
    [retiredIds, at, because],
  );
  await insertUnits(tx, parts);
  await tx.query(
    `INSERT INTO unit_cut (old_unit, new_unit, at)
     SELECT old, new, $3 FROM unnest($1::uuid[]) AS old CROSS JOIN unnest($2::uuid[]) AS new`,
    [retiredIds, parts.map(({ id }) => id), at],
  );
  await tx.query(carryStatement, [
    parts.map(({ id }) => id),
    parts.map(({ legalStatus }) => legalStatus),
    parts.map(({ newest }) => newest?.status),
    parts.map(({ newest }) => newest?.uscc),
    parts.map(({ newest }) => newest?.updateId),
    parts.map(({ newest }) => newest?.operator),
    at,
    now,
  ]);
};

const carryStatement = `
  WITH part AS MATERIALIZED (
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
      AS part (id, legal_status, status, uscc, update_id, operator)
  ), state AS (
    UPDATE unit SET legal_status = part.legal_status, status = part.status, uscc = part.uscc,
                    update_id = part.update_id, operator = part.operator,
                    observed_at = CASE WHEN part.status IS NOT NULL THEN $7::timestamptz END,
                    revision = CASE WHEN part.status IS NULL THEN 1 ELSE 2 END
    FROM part WHERE unit.id = part.id
  )
  INSERT INTO observation (unit, observed_at, update_id, operator, status, uscc, received_at, revision)
  SELECT id, $7, update_id, operator, status, uscc, $8::timestamptz, 2 FROM part WHERE status IS NOT NULL`;

export const registerUnits: InsertUnits = async (tx, units) => {
  await addFloors(tx, units);
  await insertUnits(tx, units);
};

export const saveCorrections: SaveCorrections = async (tx, units) => {
  await addFloors(tx, units);
  await tx.query(
    `UPDATE unit SET building = now.building, floor = now.floor, area_m2 = now.area_m2, usage = now.usage, revision = now.revision,
                     facts_revision = unit.facts_revision + 1
     FROM unnest($1::uuid[], $2::text[], $3::int[], $4::numeric[], $5::text[], $6::int[])
       AS now (id, building, floor, area_m2, usage, revision)
     WHERE unit.id = now.id`,
    [
      units.map(({ id }) => id),
      units.map(({ building }) => building),
      units.map(({ floor }) => floor),
      units.map(({ areaM2 }) => areaM2),
      units.map(({ usage }) => usage),
      units.map(({ revision }) => revision),
    ],
  );
};

/** A building's floors are known by the units on them: a new number makes the floor. */
const addFloors = (tx: Executor, units: readonly Unit[]) =>
  tx.query(
    `INSERT INTO floor (park, building, number)
     SELECT DISTINCT park, building, floor
     FROM unnest($1::text[], $2::text[], $3::int[]) AS unit (park, building, floor)
     ORDER BY park, building, floor
     ON CONFLICT DO NOTHING`,
    [units.map(({ park }) => park), units.map(({ building }) => building), units.map(({ floor }) => floor)],
  );

export const readParkPlan: ReadParkPlan = async (tx, park) => {
  const { rows } = await tx.query<{ buildings: Record<string, string>; usages: Record<UnitUsage, boolean> }>(
    `SELECT (SELECT coalesce(json_object_agg(code, sub_park), '{}') FROM building WHERE park = p.code) AS buildings,
            (SELECT coalesce(json_object_agg(code, counts), '{}') FROM usage) AS usages
     FROM park p WHERE p.code = $1`,
    [park],
  );
  const [row] = rows;
  return (
    row && {
      buildings: new Map(Object.entries(row.buildings)),
      usages: new Map(Object.entries(row.usages) as [UnitUsage, boolean][]),
    }
  );
};

interface UnitRow extends Omit<StandingUnit, 'retiredAt' | 'newest' | 'legalStatus'> {
  readonly retired_at: Date | null;
  readonly legal_status: OccupancyStatus | null;
  readonly status: OccupancyStatus | null;
  readonly uscc: string | null;
  readonly observed_at: Date | null;
  readonly update_id: string | null;
  readonly operator: string | null;
}

function standingUnit(row: UnitRow): StandingUnit {
  const { retired_at, legal_status, status, uscc, observed_at, update_id, operator, ...unit } = row;
  const newest: Observation | undefined =
    status === null || observed_at === null || update_id === null || operator === null
      ? undefined
      : {
          status,
          uscc: uscc ?? undefined,
          observedAtMs: observed_at.getTime(),
          updateId: update_id,
          operator,
        };
  return { ...unit, retiredAt: retired_at ?? undefined, legalStatus: legal_status ?? undefined, newest };
}
