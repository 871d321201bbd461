import { Day, formatInstant } from '@yuanqu/domain';
import { fittingStates } from '../../domain/tenancies/fitting-states.ts';
import type { ClosedTask } from '../../usecases/registry-ports.ts';
import type { ComparePorts } from '../../usecases/tenancies/compare-statuses.ts';
import type { ListMismatches, Mismatch } from '../../usecases/tenancies/mismatches.ts';
import type { Executor } from '@yuanqu/messaging';

const kind = 'settle-status-mismatch';
const pairs = Object.entries(fittingStates).flatMap(([legal, observed]) =>
  observed.map((status) => ({ legal, status })),
);
const fitting = [pairs.map(({ legal }) => legal), pairs.map(({ status }) => status)];

// Unobserved units have no state to compare; those that no contract has named yet are compared once their park is introduced.
const fits = `(u.legal_status, u.status) IN (SELECT * FROM unnest($1::text[], $2::text[]))`;

// Whoever was merged into another counts as that one; a tenant without a code can't be compared.
const withTenants = `
  LEFT JOIN unit_tenancy held ON held.unit = u.id
  LEFT JOIN chassis.case_file tenancy ON tenancy.kind = 'tenancy' AND tenancy.id = held.tenancy
  LEFT JOIN chassis.party_alias signed ON signed.old = tenancy.party
  LEFT JOIN chassis.party_alias seen ON seen.old = u.uscc`;
const byStranger = `(u.status = 'let' AND u.legal_status = 'let'
  AND coalesce(signed."into", tenancy.party) <> coalesce(seen."into", u.uscc)) IS TRUE`;

const unentered = `u.retired_at IS NULL AND u.legal_status IS NULL AND u.status = 'let'`;
const isIntroduced = (today: string) => `coalesce(p.contracts_since <= ${today}::date,
  EXISTS (SELECT FROM unit named WHERE named.park = p.code AND named.legal_status IS NOT NULL))`;

export const findMismatches: ComparePorts['findMismatches'] = async (tx, limit) => {
  const { rows } = await tx.query<{ park: string; about: string }>(
    `SELECT u.park, u.code AS about FROM unit u ${withTenants}
     WHERE u.retired_at IS NULL AND u.legal_status IS NOT NULL AND u.status IS NOT NULL
       AND (NOT ${fits} OR ${byStranger})
       AND NOT EXISTS (
         SELECT FROM task t WHERE t.kind = $3 AND t.park = u.park AND t.about = u.code AND t.closed_at IS NULL)
     ORDER BY u.park, u.code LIMIT $4`,
    [...fitting, kind, limit],
  );
  return rows;
};

export const findUnentered: ComparePorts['findUnentered'] = async (tx, at, limit) => {
  const { rows } = await tx.query<{ park: string; about: string }>(
    `SELECT p.code AS park, p.code AS about FROM park p
     WHERE ${isIntroduced('$1')} AND EXISTS (SELECT FROM unit u WHERE u.park = p.code AND ${unentered})
       AND NOT EXISTS (
         SELECT FROM task t WHERE t.kind = $2 AND t.park = p.code AND t.about = p.code AND t.closed_at IS NULL)
     ORDER BY p.code LIMIT $3`,
    [Day.of(at), kind, limit],
  );
  return rows;
};

export const openTasks: ComparePorts['openTasks'] = async (tx, tasks, at) => {
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO task (id, kind, park, about, opened_at, due_at)
     SELECT id, kind, park, about, $1, due_at
     FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[]) AS new (id, kind, park, about, due_at)
     ON CONFLICT (kind, park, about) WHERE closed_at IS NULL DO NOTHING
     RETURNING id`,
    [
      at,
      tasks.map(({ id }) => id),
      tasks.map((task) => task.kind),
      tasks.map(({ park }) => park),
      tasks.map(({ about }) => about),
      tasks.map(({ dueAt }) => formatInstant(dueAt)),
    ],
  );
  const opened = new Set(rows.map(({ id }) => id));
  return tasks.filter(({ id }) => opened.has(id));
};

export const closeSettled: ComparePorts['closeSettled'] = async (tx, at, limit) => {
  const { rows } = await tx.query<ClosedTask>(
    `UPDATE task SET closed_at = $3, closed_by = 'system', revision = revision + 1
     WHERE id IN (
       SELECT t.id FROM task t
       WHERE t.kind = $4 AND t.closed_at IS NULL AND (
         EXISTS (SELECT FROM unit u ${withTenants}
                 WHERE u.park = t.park AND u.code = t.about
                   AND (u.retired_at IS NOT NULL OR (${fits} AND NOT ${byStranger})))
         OR t.about = t.park AND NOT EXISTS (
           SELECT FROM park p JOIN unit u ON u.park = p.code
           WHERE p.code = t.park AND ${isIntroduced('$6')} AND ${unentered}))
       ORDER BY t.id LIMIT $5 FOR UPDATE OF t)
     RETURNING id, kind, park, about, revision`,
    [...fitting, at, kind, limit, Day.of(at)],
  );
  return rows;
};

export const listMismatches =
  (db: Executor): ListMismatches =>
  async (park, at) => {
    const { rows } = await db.query<Mismatch>(
      `SELECT u.code AS unit, u.area_m2::float8 AS "areaM2", u.status AS observed, u.legal_status AS legal,
              coalesce(seen."into", u.uscc) AS seen, coalesce(signed."into", tenancy.party) AS signed, tenancy.id AS tenancy,
              CASE WHEN u.legal_status IS NULL THEN 'no-contract' WHEN ${byStranger} THEN 'other-tenant' ELSE 'other-state' END AS why
       FROM unit u JOIN park p ON p.code = u.park ${withTenants}
       WHERE u.park = $3 AND u.retired_at IS NULL AND u.status IS NOT NULL
         AND CASE WHEN u.legal_status IS NULL THEN ${unentered} AND ${isIntroduced('$4')} ELSE NOT ${fits} OR ${byStranger} END
       ORDER BY u.code`,
      [...fitting, park, Day.of(at)],
    );
    return rows;
  };
