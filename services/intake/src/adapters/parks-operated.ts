import type { Executor } from '@yuanqu/messaging';
import type { ParksOperated } from '../usecases/parks-operated.ts';

export const parksOperated =
  (db: Executor): ParksOperated =>
  async (operator, at) => {
    const { rows } = await db.query<{ park: string; runs: boolean }>(
      `SELECT park, bool_or(runs) AS runs FROM (
         SELECT park, from_at <= $2 AS runs FROM operator_contract
         WHERE operator = $1 AND (until_at IS NULL OR until_at > greatest($2, from_at))
         UNION ALL
         SELECT park, false FROM chassis.case_file
         WHERE kind = 'operator-handover' AND party = $1 AND status = 'open') AS known
       GROUP BY park`,
      [operator, at],
    );
    const parks = (wanted: boolean) => rows.filter(({ runs }) => runs === wanted).map(({ park }) => park);
    return { running: parks(true), besides: parks(false) };
  };
