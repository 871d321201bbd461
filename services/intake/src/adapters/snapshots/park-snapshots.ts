import { newEvent, parkSnapshotted } from '@yuanqu/events';
import { lockNext, type SnapshotSource } from '@yuanqu/service-kit';
import { toldParkColumns } from '../land/park-facts.ts';
import { parkFacts } from '../../usecases/registry-events.ts';

type Row = Parameters<typeof parkFacts>[0] & { readonly revision: number };

/** Every park with its sub-parks, plots and buildings. */
export const parkSnapshots: SnapshotSource = {
  aggregate: 'park',
  next: async (tx, { time, context, ...place }) => {
    const keys = await lockNext(tx, { table: 'park', key: 'code', type: 'text' }, place);
    const { rows } = await tx.query<Row>(
      `SELECT ${toldParkColumns}
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
