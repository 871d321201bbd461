import type {
  IncidentLine,
  ListIncidents,
  ListObjectionsOfMonth,
  ObjectionLine,
} from '../../usecases/objections/objection-ports.ts';

export const listObjectionsOfMonth: ListObjectionsOfMonth = async (db, month) => {
  const { rows } = await db.query<ObjectionLine>(
    `SELECT id, park, state ->> 'about' AS about, status, (state -> 'decision' ->> 'version')::int AS "decidedOn"
     FROM chassis.case_file WHERE kind = 'objection' AND state ->> 'month' = $1 ORDER BY id`,
    [month],
  );
  return rows;
};

export const listIncidents: ListIncidents = async (db, month, park) => {
  const { rows } = await db.query<IncidentLine>(
    `SELECT id, state ->> 'kind' AS kind, state ->> 'recordedBy' AS "recordedBy" FROM chassis.case_file
     WHERE kind = 'incident' AND status = 'recorded' AND park = $2 AND left(state ->> 'day', 7) = $1 ORDER BY id`,
    [month, park],
  );
  return rows;
};
