import type { Executor } from '@yuanqu/messaging';
import type { Client } from '../domain/client.ts';
import { isActive } from '../domain/hold.ts';
import type { Clients, ClientSecrets, FindClient, TouchSecret } from '../usecases/ports.ts';
import {
  clientColumns,
  type ClientRow,
  type ClientSecretRow,
  toClient,
  toClientSecret,
} from './client-row.ts';

/** Clients within a transaction. */
export const clientStore = (tx: Executor): Clients => ({
  load: async (clientId) => {
    const { rows } = await tx.query<ClientRow>(
      `SELECT ${clientColumns} FROM client WHERE client_id = $1 FOR UPDATE`,
      [clientId],
    );
    return rows[0] && toClient(rows[0]);
  },
  insert: async (client, now) => {
    const { rowCount } = await tx.query(
      `INSERT INTO client (client_id, name, parks, holds, active, revision, operator, demo, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (client_id) DO NOTHING`,
      [client.clientId, ...changeable(client), client.operator, client.demo, now],
    );
    return rowCount === 1;
  },
  update: async (client) => {
    await tx.query(
      'UPDATE client SET name = $2, parks = $3, holds = $4, active = $5, revision = $6 WHERE client_id = $1',
      [client.clientId, ...changeable(client)],
    );
  },
});

const changeable = (client: Client): unknown[] => [
  client.name,
  client.parks,
  JSON.stringify(client.holds),
  isActive(client),
  client.revision,
];

/** Clients' secrets within a transaction. */
export const clientSecretStore = (tx: Executor): ClientSecrets => ({
  ofClient: async (clientId) => {
    const { rows } = await tx.query<ClientSecretRow>(
      `SELECT id, created_at AS "createdAt", expires_at AS "expiresAt", last_used_at AS "lastUsedAt"
       FROM client_secret WHERE client_id = $1 ORDER BY id`,
      [clientId],
    );
    return rows.map(toClientSecret);
  },
  add: async (clientId, { id, createdAt, expiresAt }, hash) => {
    await tx.query(
      'INSERT INTO client_secret (id, client_id, hash, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)',
      [id, clientId, hash, createdAt, expiresAt ?? null],
    );
  },
  expireAll: async (clientId, at) => {
    await tx.query(
      'UPDATE client_secret SET expires_at = $2 WHERE client_id = $1 AND (expires_at IS NULL OR expires_at > $2)',
      [clientId, at],
    );
  },
  remove: async (id) => {
    await tx.query('DELETE FROM client_secret WHERE id = $1', [id]);
  },
});

export const findClient =
  (database: Executor): FindClient =>
  async (clientId, now) => {
    const { rows } = await database.query<ClientRow & { id: string; hash: Buffer; lastUsedAt: Date | null }>(
      `SELECT ${clientColumns}, secret.id, secret.hash, secret.last_used_at AS "lastUsedAt"
       FROM client JOIN client_secret AS secret ON secret.client_id = client.client_id
       WHERE client.client_id = $1 AND (secret.expires_at IS NULL OR secret.expires_at > $2)`,
      [clientId, now],
    );
    const [first] = rows;
    if (!first) return undefined;
    const secrets = rows.map(({ id, hash, lastUsedAt }) => ({
      id,
      hash,
      lastUsedAt: lastUsedAt ?? undefined,
    }));
    return { client: toClient(first), secrets };
  };

export const touchSecret =
  (database: Executor): TouchSecret =>
  async (secretId, now) => {
    await database.query('UPDATE client_secret SET last_used_at = $2 WHERE id = $1', [secretId, now]);
  };
