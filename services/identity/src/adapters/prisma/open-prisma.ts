import type { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.ts';

/** Prisma over the service's own pool: for lists with filters, where rows are few. */
export const openPrisma = (adapter: PrismaPg): PrismaClient => new PrismaClient({ adapter });

export type { PrismaClient };
