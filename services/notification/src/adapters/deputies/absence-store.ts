import type { Executor } from '@yuanqu/messaging';
import type { Absence, Colleague } from '../../domain/deputies/absence.ts';
import type { AbsenceStore, NamedAbsence } from '../../usecases/deputies/change-absences.ts';
import { isAloneIn, lockPlanning, neighboursOf } from '../planning-sql.ts';

export const makeAbsenceStore = (db: Executor): AbsenceStore => ({
  list: async (officialId, at) => {
    const { rows } = await db.query<NamedAbsence>(
      `SELECT ${columns}, ${person('official')} AS official, ${person('deputy')} AS deputy
       FROM absence JOIN official ON official.id = official_id JOIN official AS deputy ON deputy.id = deputy_id
       WHERE ends_at > $2 AND $1 IN (official_id, deputy_id) ORDER BY starts_at, absence.id LIMIT 500`,
      [officialId, at],
    );
    return rows;
  },
  candidates: async (officialId, limit) => {
    const { rows } = await db.query<ColleagueRow>(
      `SELECT deputy.*, ${aloneIn('deputy')} FROM official
       JOIN official AS deputy ON deputy.id <> official.id AND deputy.active
         AND NOT EXISTS (
           SELECT FROM unnest(official.roles) AS held (role) WHERE role <> ALL (deputy.roles)
             AND NOT (${neighboursOf('role')} && deputy.roles AND ${isAloneIn('official', 'role')}))
         AND (deputy.all_parks OR NOT official.all_parks AND deputy.parks @> official.parks)
         AND (official.enterprise IS NULL OR deputy.enterprise = official.enterprise)
       WHERE official.id = $1 ORDER BY deputy.username LIMIT $2`,
      [officialId, limit],
    );
    return rows.map(toColleague);
  },
  lock: async (tx) => {
    await lockPlanning(tx);
  },
  colleague: async (tx, id) => {
    const { rows } = await tx.query<ColleagueRow>(
      `SELECT *, ${aloneIn('official')} FROM official WHERE id = $1`,
      [id],
    );
    return rows.map(toColleague)[0];
  },
  current: async (tx, at) => {
    const { rows } = await tx.query<Absence>(`SELECT ${columns} FROM absence WHERE ends_at > $1`, [at]);
    return rows;
  },
  insert: async (tx, { id, officialId, deputyId, from, until }, at) => {
    await tx.query(
      `INSERT INTO absence (id, official_id, deputy_id, starts_at, ends_at, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, officialId, deputyId, from, until, at],
    );
  },
  end: async (tx, id, at) => {
    await tx.query('DELETE FROM absence WHERE id = $1 AND starts_at >= $2', [id, at]);
    await tx.query('UPDATE absence SET ends_at = $2 WHERE id = $1', [id, at]);
  },
});

const columns = `absence.id, official_id AS "officialId", deputy_id AS "deputyId", starts_at AS "from", ends_at AS "until"`;

const person = (alias: string): string =>
  `jsonb_build_object('id', ${alias}.id, 'username', ${alias}.username, 'name', ${alias}.name)`;

const aloneIn = (person: string): string =>
  `ARRAY(SELECT role FROM unnest(${person}.roles) AS held (role) WHERE ${isAloneIn(person, 'role')}) AS alone_in`;

interface ColleagueRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly all_parks: boolean;
  readonly parks: readonly string[];
  readonly active: boolean;
  readonly alone_in: readonly string[];
  readonly enterprise: string | null;
}

const toColleague = ({
  all_parks,
  parks,
  id,
  username,
  name,
  roles,
  active,
  alone_in,
  enterprise,
}: ColleagueRow): Colleague => ({
  id,
  username,
  name,
  roles,
  parks: all_parks ? '*' : parks,
  active,
  aloneIn: alone_in,
  enterprise,
});
