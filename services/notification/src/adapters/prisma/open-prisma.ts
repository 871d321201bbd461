import type { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.ts';

/** Prisma over the service's own pool: for reads of what is few, rules and templates. */
export const openPrisma = (adapter: PrismaPg): PrismaClient => new PrismaClient({ adapter });

export type { PrismaClient };
