import type { Executor } from '@yuanqu/messaging';
import { type Parked, parkedRows } from '../jobs/parked.ts';

/** The cases of these kinds whose deadline could not be dealt with. */
export function parkedCases(db: Executor, ...kinds: readonly { readonly name: string }[]): Parked {
  const among = kinds.map(({ name }) => `'${name.replaceAll("'", "''")}'`).join(', ');
  const stuck = `kind IN (${among}) AND stuck_because IS NOT NULL`;
  return parkedRows(db, {
    select: `SELECT id::text AS id, kind AS what, park, stuck_because AS because, due_at, NULL::timestamptz AS again_at
             FROM chassis.case_file WHERE ${stuck}`,
    free: `UPDATE chassis.case_file SET stuck_because = NULL WHERE ${stuck} AND id::text = $1`,
  });
}
