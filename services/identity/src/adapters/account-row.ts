import type { Account } from '../domain/account.ts';
import type { Hold } from '../domain/hold.ts';
import type { PersonRole } from '../domain/roles.ts';

/** An account as SQL (by these columns) and Prisma give it. */
export interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly roles: string[];
  readonly allParks: boolean;
  readonly parks: string[];
  readonly operator: string | null;
  readonly enterprise: string | null;
  readonly language: string;
  readonly holds: unknown;
  readonly demo: boolean;
  readonly revision: number;
}

/** The columns of an AccountRow, of the table known as `account`. */
export const accountColumns = `account.id, account.username, account.name, account.roles, account.all_parks AS "allParks",
  account.parks, account.operator, account.enterprise, account.language, account.holds, account.demo, account.revision`;

/** What the row stands for; only this service writes it, after the domain has judged it. */
export const toAccount = (row: AccountRow): Account => ({
  id: row.id,
  username: row.username,
  name: row.name,
  roles: row.roles as PersonRole[],
  parks: row.allParks ? '*' : row.parks,
  language: row.language as Account['language'],
  ...(row.operator === null ? {} : { operator: row.operator }),
  ...(row.enterprise === null ? {} : { enterprise: row.enterprise }),
  holds: row.holds as Hold[],
  demo: row.demo,
  revision: row.revision,
});
