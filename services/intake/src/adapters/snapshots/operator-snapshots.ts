import { formatInstant } from '@yuanqu/domain';
import { newEvent, operatorSnapshotted } from '@yuanqu/events';
import { lockNext, type SnapshotSource } from '@yuanqu/service-kit';

interface Row {
  readonly code: string;
  readonly name: string;
  readonly revision: number;
  readonly contracts: readonly {
    readonly park: string;
    readonly from: string;
    readonly until: string | null;
  }[];
}

/** Every operator with its contracts. */
export const operatorSnapshots: SnapshotSource = {
  aggregate: 'operator',
  next: async (tx, { time, context, ...place }) => {
    const keys = await lockNext(tx, { table: 'operator', key: 'code', type: 'text' }, place);
    const { rows } = await tx.query<Row>(
      `SELECT o.code, o.name, o.revision,
              (SELECT coalesce(json_agg(json_build_object('park', c.park, 'from', c.from_at, 'until', c.until_at) ORDER BY c.from_at), '[]')
               FROM operator_contract c WHERE c.operator = o.code) AS contracts
       FROM operator o WHERE o.code = ANY ($1) ORDER BY o.code`,
      [keys],
    );
    const events = rows.map(({ code, name, revision, contracts }) =>
      newEvent(operatorSnapshotted, {
        subject: code,
        revision,
        time,
        context,
        data: { operator: code, name, contracts: contracts.map(onWire) },
      }),
    );
    return { events, last: keys.at(-1) };
  },
};

// JSON of the database has its own way of writing instants.
const onWire = ({ park, from, until }: Row['contracts'][number]) => ({
  park,
  from: formatInstant(new Date(from)),
  ...(until !== null && { until: formatInstant(new Date(until)) }),
});
