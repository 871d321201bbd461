import type { Executor } from '@yuanqu/messaging';
import type {
  ListContracts,
  ListedContract,
  ListedOperator,
  ListOperators,
} from '../usecases/operator-queries.ts';

export const listOperators =
  (db: Executor): ListOperators =>
  async () => {
    const { rows } = await db.query<ListedOperator>(
      'SELECT code, name, uscc, demo, facts_revision AS revision FROM operator ORDER BY code',
    );
    return rows;
  };

export const listContracts =
  (db: Executor): ListContracts =>
  async (parks) => {
    const { rows } = await db.query<ListedContract>(
      `SELECT c.id, c.operator, o.name, c.park, c.from_at AS "from", c.until_at AS until, c.revision
       FROM operator_contract c JOIN operator o ON o.code = c.operator
       WHERE $1::text[] IS NULL OR c.park = ANY ($1) ORDER BY c.park, c.from_at DESC`,
      [parks === '*' ? null : parks],
    );
    return rows;
  };
