import type { StateCount } from '../domain/live-figures.ts';
import type { Status } from '../domain/occupancy-status.ts';
import type { ReadStateCounts } from '../usecases/reading-ports.ts';

const grouped = `
SELECT u.park, u.sub_park AS "subPark", u.building, coalesce(s.status, 'vacant') AS status, count(*)::int AS units,
       sum(u.area_hundredths)::text AS area, count(*) FILTER (WHERE s.status IS NULL)::int AS "neverObserved"`;

const standing = `
WHERE u.counts AND u.since <= $1 AND (u.retired_at IS NULL OR u.retired_at > $1)
  AND ($2::text[] IS NULL OR u.park = ANY($2))
GROUP BY u.park, u.sub_park, u.building, coalesce(s.status, 'vacant')
ORDER BY u.park, u.sub_park, u.building`;

const present = `${grouped} FROM unit u LEFT JOIN unit_current s ON s.unit_id = u.id ${standing}`;

const past = `${grouped} FROM unit u
LEFT JOIN LATERAL (
  SELECT o.status FROM observation o WHERE o.unit_id = u.id AND o.observed_at <= $1
  ORDER BY o.observed_at DESC, o.update_id DESC, o.operator DESC LIMIT 1
) AS s ON true ${standing}`;

/** Now from the current states, at another instant from the history. */
export const readStateCounts: ReadStateCounts = async (db, { now, at, parks }) => {
  const { rows } = await db.query<CountRow>(at ? past : present, [at ?? now, parks ?? null]);
  return rows.map(toCount);
};

interface CountRow {
  readonly park: string;
  readonly subPark: string;
  readonly building: string;
  readonly status: Status;
  readonly units: number;
  readonly area: string;
  readonly neverObserved: number;
}

const toCount = ({ area, ...count }: CountRow): StateCount => ({ ...count, areaHundredths: BigInt(area) });
