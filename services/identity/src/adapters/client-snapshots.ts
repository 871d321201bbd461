import { clientSnapshotted, newEvent } from '@yuanqu/events';
import type { SnapshotSource } from '@yuanqu/service-kit';
import { isActive } from '../domain/hold.ts';
import { publicClient } from '../usecases/client-facts.ts';
import { clientColumns, type ClientRow, toClient } from './client-row.ts';

/** Every operator's system, and whether it has access. */
export const clientSnapshots: SnapshotSource = {
  aggregate: 'client',
  next: async (tx, { after, limit, time, context }) => {
    const { rows } = await tx.query<ClientRow>(
      `SELECT ${clientColumns} FROM client WHERE $1::text IS NULL OR client_id > $1
       ORDER BY client_id LIMIT $2 FOR UPDATE`,
      [after, limit],
    );
    const events = rows.map(toClient).map((client) => {
      const envelope = { subject: client.clientId, revision: client.revision, time, context };
      return newEvent(clientSnapshotted, {
        ...envelope,
        data: { ...publicClient(client), active: isActive(client) },
      });
    });
    return { events, last: rows.at(-1)?.clientId };
  },
};
