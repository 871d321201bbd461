import type { FindOwnGroups } from '../../usecases/applications/application-ports.ts';

export const findOwnGroups: FindOwnGroups = async (db, founder, party) => {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM chassis.case_file WHERE kind = 'application-group' AND state ->> 'foundedBy' = $1
     UNION
     SELECT (state ->> 'group')::uuid FROM chassis.case_file
     WHERE kind = 'application' AND state ->> 'group' IS NOT NULL
       AND (party = $2 OR party IN (SELECT old FROM chassis.party_alias WHERE "into" = $2))`,
    [founder, party],
  );
  return rows.map(({ id }) => id);
};
