import { formatInstant } from '@yuanqu/domain';
import { fittingStates } from '../../domain/tenancies/fitting-states.ts';
import type { ComparePorts } from '../../usecases/tenancies/compare-statuses.ts';
import type { ClosedTask } from '../../usecases/registry-ports.ts';

const kind = 'settle-status-mismatch';
const pairs = Object.entries(fittingStates).flatMap(([legal, observed]) =>
  observed.map((status) => ({ legal, status })),
);
const fitting = [pairs.map(({ legal }) => legal), pairs.map(({ status }) => status)];

// Units without a contract on record have no legal state, and unobserved ones no state to compare it with.
const fits = `(u.legal_status, u.status) IN (SELECT * FROM unnest($1::text[], $2::text[]))`;

export const findMismatches: ComparePorts['findMismatches'] = async (tx, limit) => {
  const { rows } = await tx.query<{ park: string; code: string }>(
    `SELECT u.park, u.code FROM unit u
     WHERE u.retired_at IS NULL AND u.legal_status IS NOT NULL AND u.status IS NOT NULL AND NOT ${fits}
       AND NOT EXISTS (
         SELECT FROM task t WHERE t.kind = $3 AND t.park = u.park AND t.about = u.code AND t.closed_at IS NULL)
     ORDER BY u.park, u.code LIMIT $4`,
    [...fitting, kind, limit],
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
       SELECT t.id FROM task t JOIN unit u ON u.park = t.park AND u.code = t.about
       WHERE t.kind = $4 AND t.closed_at IS NULL AND (u.retired_at IS NOT NULL OR ${fits})
       ORDER BY t.id LIMIT $5 FOR UPDATE OF t)
     RETURNING id, kind, park, about, revision`,
    [...fitting, at, kind, limit],
  );
  return rows;
};
