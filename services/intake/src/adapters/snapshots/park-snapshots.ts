import { newEvent, parkSnapshotted } from '@yuanqu/events';
import type { SnapshotSource } from '@yuanqu/service-kit';
import { parkFacts } from '../../usecases/registry-events.ts';

type Row = Parameters<typeof parkFacts>[0] & { readonly revision: number };

/** Every park with its sub-parks and buildings. */
export const parkSnapshots: SnapshotSource = {
  aggregate: 'park',
  next: async (tx, { after, limit, time, context }) => {
    const { rows } = await tx.query<Row>(
      `SELECT p.code, p.name, p.theme, p.leading_industries AS "leadingIndustries", p.since, p.demo, p.revision,
              (SELECT coalesce(json_agg(json_build_object('code', s.code, 'number', s.number, 'name', s.name) ORDER BY s.number), '[]')
               FROM sub_park s WHERE s.park = p.code) AS "subParks",
              (SELECT coalesce(json_agg(json_build_object('code', b.code, 'subPark', b.sub_park, 'name', b.name) ORDER BY b.code), '[]')
               FROM building b WHERE b.park = p.code) AS buildings
       FROM park p WHERE $1::text IS NULL OR p.code > $1
       ORDER BY p.code LIMIT $2
       FOR NO KEY UPDATE OF p`,
      [after, limit],
    );
    const events = rows.map((row) =>
      newEvent(parkSnapshotted, {
        subject: row.code,
        revision: row.revision,
        time,
        context,
        data: parkFacts(row),
      }),
    );
    return { events, last: rows.at(-1)?.code };
  },
};
