import type { Account } from '../domain/account.ts';
import type { AccountFilter, ListAccounts } from '../usecases/lists.ts';
import { toAccount } from './account-row.ts';
import type { PrismaClient } from './prisma/open-prisma.ts';

/** Accounts in the order in which they were made. */
export const accountList =
  (prisma: PrismaClient): ListAccounts =>
  async (filter, { after, take }): Promise<readonly Account[]> => {
    const rows = await prisma.account.findMany({
      where: { ...conditions(filter), ...(after === undefined ? {} : { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take,
    });
    return rows.map(toAccount);
  };

const conditions = ({ role, park, active, search }: AccountFilter) => ({
  ...(role === undefined ? {} : { roles: { has: role } }),
  ...(active === undefined ? {} : { active }),
  AND: [
    ...(park === undefined ? [] : [{ OR: [{ allParks: true }, { parks: { has: park } }] }]),
    ...(search === undefined
      ? []
      : [
          {
            OR: [
              { username: { contains: literally(search.toLowerCase()) } },
              { name: { contains: literally(search) } },
            ],
          },
        ]),
  ],
});

/** Prisma hands the text to LIKE as it is. */
const literally = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');
