import type { FreeSpace } from '../../domain/demand/find-together.ts';
import type {
  FindNewDemands,
  FindSettledDemands,
  ListParksWithDemands,
  LockDemands,
  ReadFreeSpace,
  ReadHeldForApplications,
  ReadHeldGroups,
} from '../../usecases/demand/demand-ports.ts';

export const readFreeSpace: ReadFreeSpace = async (db, park) => {
  const { rows } = await db.query<FreeSpace>(
    `SELECT u.code, b.sub_park AS "subPark", u.building, u.floor, u.area_m2::float8 AS "areaM2", u.usage
     FROM unit u JOIN building b ON b.park = u.park AND b.code = u.building
     WHERE u.park = $1 AND u.retired_at IS NULL
       AND coalesce(u.legal_status, 'vacant') = 'vacant' AND coalesce(u.status, 'vacant') = 'vacant'
     ORDER BY u.code`,
    [park],
  );
  return rows;
};

export const readHeldForApplications: ReadHeldForApplications = async (db, park) => {
  const { rows } = await db.query<{ code: string; application: string }>(
    `SELECT u.code, c.state ->> 'application' AS application
     FROM unit_tenancy t JOIN unit u ON u.id = t.unit
     JOIN chassis.case_file c ON c.kind = 'tenancy' AND c.id = t.tenancy
     WHERE u.park = $1 AND c.state ->> 'application' IS NOT NULL`,
    [park],
  );
  return new Map(rows.map(({ code, application }) => [code, application]));
};

export const readHeldGroups: ReadHeldGroups = async (db, park) => {
  const { rows } = await db.query<{ application: string; group: string }>(
    `SELECT jsonb_object_keys(state -> 'members') AS application, id AS group FROM chassis.case_file
     WHERE kind = 'application-group' AND park = $1 AND status = 'held'`,
    [park],
  );
  return new Map(rows.map(({ application, group }) => [application, group]));
};

// A demand has its application's id.
export const findNewDemands: FindNewDemands = async (tx, park) => {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT a.id FROM chassis.case_file a
     WHERE a.kind = 'application' AND a.status = 'approved' AND a.park = $1
       AND NOT EXISTS (SELECT FROM chassis.case_file d WHERE d.kind = 'demand' AND d.id = a.id)
     ORDER BY a.id`,
    [park],
  );
  return rows.map(({ id }) => id);
};

// What is reviewed again keeps its place in line.
export const findSettledDemands: FindSettledDemands = async (tx, park) => {
  const { rows } = await tx.query<{ id: string; applicationStatus: string }>(
    `SELECT d.id, a.status AS "applicationStatus"
     FROM chassis.case_file d JOIN chassis.case_file a ON a.kind = 'application' AND a.id = d.id
     WHERE d.kind = 'demand' AND d.status IN ('waiting', 'offered') AND d.park = $1 AND a.status NOT IN ('approved', 'in-review')
     ORDER BY d.id`,
    [park],
  );
  return rows;
};

export const listParksWithDemands: ListParksWithDemands = async (db) => {
  const { rows } = await db.query<{ park: string }>(
    `SELECT DISTINCT park FROM chassis.case_file
     WHERE kind = 'demand' AND status IN ('waiting', 'offered') OR kind = 'application' AND status = 'approved'
     ORDER BY park`,
  );
  return rows.map(({ park }) => park);
};

export const lockDemands: LockDemands = async (tx, park) => {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('intake demands'), hashtext($1))`, [park]);
};
