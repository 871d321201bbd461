import { AppError } from '@yuanqu/domain';
import { isOpen, legalStatusOf } from '../../domain/tenancies/tenancy.ts';
import { refuseOffered } from './offered-units.ts';
import type { HoldUnits, UnitsOfFloors } from '../../usecases/tenancies/tenancy-ports.ts';

export const unitsOfFloors: UnitsOfFloors = async (db, park, floors) => {
  const { rows } = await db.query<{ code: string }>(
    `SELECT u.code FROM unit u
     JOIN unnest($2::text[], $3::int[]) AS wanted (building, floor) ON u.building = wanted.building AND u.floor = wanted.floor
     WHERE u.park = $1 AND u.retired_at IS NULL ORDER BY u.code`,
    [park, floors.map(({ building }) => building), floors.map(({ floor }) => floor)],
  );
  return rows.map(({ code }) => code);
};

/** A unit has one row in the register at most, so no two contracts can hold it, whoever comes first. */
export const holdUnits: HoldUnits = async (tx, tenancy, state) => {
  const held = isOpen(state) ? state.units.map(({ id }) => id) : [];
  const { rows: freed } = await tx.query<{ unit: string }>(
    'DELETE FROM unit_tenancy WHERE tenancy = $1 AND unit <> ALL ($2::uuid[]) RETURNING unit',
    [tenancy, held],
  );
  const { rows: added } = await tx.query<{ unit: string }>(
    `INSERT INTO unit_tenancy (unit, tenancy) SELECT unit, $1 FROM unnest($2::uuid[]) AS unit ON CONFLICT (unit) DO NOTHING
     RETURNING unit`,
    [tenancy, held],
  );
  const { rows: taken } = await tx.query<{ code: string; tenancy: string }>(
    `SELECT u.code, t.tenancy FROM unit_tenancy t JOIN unit u ON u.id = t.unit
     WHERE t.unit = ANY ($2::uuid[]) AND t.tenancy <> $1 ORDER BY u.code`,
    [tenancy, held],
  );
  if (taken.length > 0) throw unitTaken(taken);
  await refuseOffered(
    tx,
    state,
    added.map(({ unit }) => unit),
  );
  // Locked in the order in which the stream locks them.
  await tx.query(
    `UPDATE unit SET legal_status = now.status
     FROM (
       SELECT u.id, CASE WHEN u.id = ANY ($1::uuid[]) THEN $3 ELSE 'vacant' END AS status
       FROM unit u WHERE u.id = ANY ($1::uuid[] || $2::uuid[]) ORDER BY u.id FOR NO KEY UPDATE
     ) AS now
     WHERE unit.id = now.id AND unit.legal_status IS DISTINCT FROM now.status`,
    [held, freed.map(({ unit }) => unit), legalStatusOf(state)],
  );
};

const unitTaken = (taken: readonly { readonly code: string; readonly tenancy: string }[]): AppError => {
  const codes = taken.map(({ code }) => code);
  const tenancies = [...new Set(taken.map(({ tenancy }) => tenancy))];
  const paths = tenancies.map((tenancy) => `GET /tenancies/${tenancy}`).join(', ');
  return new AppError(
    'tenancy.unit-taken',
    'conflict',
    `房源 ${codes.join('、')} 已有意向或合同（${tenancies.join('、')}）。 ${codes.join(', ')}: another tenancy holds it; see ${paths}.`,
    { units: codes, tenancies },
  );
};
