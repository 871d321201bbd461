import { formatInstant } from '@yuanqu/domain';
import type { MarkClients } from '../usecases/ports.ts';

/** Writes who has lost or regained access; `loadBatch` reads it at each commit, in every instance. */
export const markClients: MarkClients = async (tx, clients) => {
  const revoked = clients.filter(({ revokedAt }) => revokedAt !== undefined);
  const others = clients.filter(({ revokedAt }) => revokedAt === undefined);
  await tx.query('DELETE FROM revoked_client WHERE client_id = ANY ($1::text[])', [
    others.map(({ clientId }) => clientId),
  ]);
  await tx.query(
    `INSERT INTO revoked_client (client_id, revoked_at) SELECT * FROM unnest($1::text[], $2::timestamptz[])
     ON CONFLICT (client_id) DO UPDATE SET revoked_at = excluded.revoked_at`,
    [
      revoked.map(({ clientId }) => clientId),
      revoked.map(({ revokedAt }) => revokedAt && formatInstant(revokedAt)),
    ],
  );
};
