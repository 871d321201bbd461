import type { Client } from '../domain/client.ts';
import type { ClientSecret } from '../domain/client-secret.ts';
import type { Hold } from '../domain/hold.ts';

/** A client as SQL (by these columns) and Prisma give it. */
export interface ClientRow {
  readonly clientId: string;
  readonly name: string;
  readonly operator: string;
  readonly parks: string[];
  readonly holds: unknown;
  readonly demo: boolean;
  readonly revision: number;
}

/** The columns of a ClientRow, of the table known as `client`. */
export const clientColumns = `client.client_id AS "clientId", client.name, client.operator, client.parks, client.holds,
  client.demo, client.revision`;

export const toClient = ({ clientId, name, operator, parks, holds, demo, revision }: ClientRow): Client => ({
  clientId,
  name,
  operator,
  parks,
  holds: holds as Hold[],
  demo,
  revision,
});

export interface ClientSecretRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

export const toClientSecret = ({ id, createdAt, expiresAt, lastUsedAt }: ClientSecretRow): ClientSecret => ({
  id,
  createdAt,
  ...(expiresAt === null ? {} : { expiresAt }),
  ...(lastUsedAt === null ? {} : { lastUsedAt }),
});
