import { newEvent, parkSnapshotted } from '@yuanqu/events';
import { lockNext, type SnapshotSource } from '@yuanqu/service-kit';
import { parkFacts } from '../../usecases/registry-events.ts';

type Row = Parameters<typeof parkFacts>[0] & { readonly revision: number };

/** Every park with its sub-parks and buildings. */
export const parkSnapshots: SnapshotSource = {
  aggregate: 'park',
  next: async (tx, { time, context, ...place }) => {
    const keys = await lockNext(tx, { table: 'park', key: 'code', type: 'text' }, place);
    const { rows } = await tx.query<Row>(
      `SELECT p.code, p.name, p.theme, p.leading_industries AS "leadingIndustries", p.since, p.demo, p.revision,
              (SELECT coalesce(json_agg(json_build_object('code', s.code, 'number', s.number, 'name', s.name) ORDER BY s.number), '[]')
               FROM sub_park s WHERE s.park = p.code) AS "subParks",
              (SELECT coalesce(json_agg(json_build_object('code', b.code, 'subPark', b.sub_park, 'name', b.name) ORDER BY b.code), '[]')
               FROM building b WHERE b.park = p.code) AS buildings
       FROM park p WHERE p.code = ANY ($1) ORDER BY p.code`,
      [keys],
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
    return { events, last: keys.at(-1) };
  },
};
