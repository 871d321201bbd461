import { formatInstant } from '@yuanqu/domain';
import { newEvent, unitSnapshotted } from '@yuanqu/events';
import { lockNext, type SnapshotSource } from '@yuanqu/service-kit';
import type { OccupancyStatus } from '../../domain/occupancy-status.ts';
import type { Unit } from '../../domain/unit.ts';
import { unitFacts } from '../../usecases/unit-cut-events.ts';

/** Every unit, those that ceased to exist too, with what was observed last. In the order in which the stream locks them. */
export const unitSnapshots: SnapshotSource = {
  aggregate: 'unit',
  next: async (tx, { time, context, ...place }) => {
    const keys = await lockNext(tx, { table: 'unit', key: 'id', type: 'uuid' }, place);
    const { rows } = await tx.query<Row>(
      `SELECT u.id, u.park, b.sub_park AS "subPark", u.building, u.floor, u.code, u.area_m2::float8 AS "areaM2",
              u.usage, usage.counts, u.since, u.demo, u.retired_at, u.revision, u.status, u.uscc, u.observed_at,
              u.update_id, u.operator, e.industry
       FROM unit u
       JOIN building b ON b.park = u.park AND b.code = u.building
       JOIN usage ON usage.code = u.usage
       LEFT JOIN enterprise e ON e.id = u.uscc
       WHERE u.id = ANY ($1::uuid[]) ORDER BY u.id`,
      [keys],
    );
    const events = rows.map((row) =>
      newEvent(unitSnapshotted, {
        subject: row.id,
        revision: row.revision,
        time,
        context,
        data: dataOf(row),
      }),
    );
    return { events, last: keys.at(-1) };
  },
};

interface Row extends Unit {
  readonly revision: number;
  readonly retired_at: Date | null;
  readonly status: OccupancyStatus | null;
  readonly uscc: string | null;
  readonly industry: string | null;
  readonly observed_at: Date | null;
  readonly update_id: string | null;
  readonly operator: string | null;
}

const dataOf = (row: Row) => ({
  ...unitFacts(row),
  ...(row.retired_at && { retiredAt: formatInstant(row.retired_at) }),
  ...newestOf(row),
  ...(row.demo && { demo: true }),
});

function newestOf({ status, uscc, industry, observed_at, update_id, operator }: Row) {
  if (status === null || observed_at === null || update_id === null || operator === null) return {};
  const tenant = { ...(uscc !== null && { uscc }), ...(industry !== null && { industry }) };
  return {
    newest: { operator, updateId: update_id, status, ...tenant, observedAt: formatInstant(observed_at) },
  };
}
