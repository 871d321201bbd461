import type { FindClientDetail, ListClients } from '../usecases/lists.ts';
import { toClient, toClientSecret } from './client-row.ts';
import type { PrismaClient } from './prisma/open-prisma.ts';

const withSecrets = {
  secrets: {
    select: { id: true, createdAt: true, expiresAt: true, lastUsedAt: true },
    orderBy: { id: 'asc' },
  },
} as const;

/** Clients by id. */
export const clientList =
  (prisma: PrismaClient): ListClients =>
  async ({ operator, park, active }, { after, take }) => {
    const rows = await prisma.client.findMany({
      where: {
        ...(operator === undefined ? {} : { operator }),
        ...(park === undefined ? {} : { parks: { has: park } }),
        ...(active === undefined ? {} : { active }),
        ...(after === undefined ? {} : { clientId: { gt: after } }),
      },
      include: withSecrets,
      orderBy: { clientId: 'asc' },
      take,
    });
    return rows.map((row) => ({ client: toClient(row), secrets: row.secrets.map(toClientSecret) }));
  };

export const clientDetail =
  (prisma: PrismaClient): FindClientDetail =>
  async (clientId) => {
    const row = await prisma.client.findUnique({ where: { clientId }, include: withSecrets });
    return row ? { client: toClient(row), secrets: row.secrets.map(toClientSecret) } : undefined;
  };
