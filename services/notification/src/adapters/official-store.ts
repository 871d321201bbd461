import type { CancelDeliveries, GiveAddresses, OfficialFacts, SaveOfficials } from '../usecases/ports.ts';

/** Writes each official's newest facts, where they are newer than the row's, or tell of an enterprise that it lacks. */
export const saveOfficials: SaveOfficials = async (tx, officials) => {
  const newest = new Map(officials.map((facts) => [facts.id, facts]));
  for (const facts of officials) {
    if (facts.revision > (newest.get(facts.id)?.revision ?? 0)) newest.set(facts.id, facts);
  }
  const rows = [...newest.values()].map(toRow);
  const { rows: saved } = await tx.query<{ id: string }>(
    `INSERT INTO official AS known (id, username, name, roles, all_parks, parks, language, active, revision, enterprise)
     SELECT id, username, name, roles, all_parks, parks, language, active, revision, enterprise
     FROM jsonb_to_recordset($1::jsonb) AS given (id uuid, username text, name text, roles text[], all_parks boolean,
       parks text[], language text, active boolean, revision integer, enterprise text)
     ORDER BY id
     ON CONFLICT (id) DO UPDATE SET username = excluded.username, name = excluded.name, roles = excluded.roles,
       all_parks = excluded.all_parks, parks = excluded.parks, language = excluded.language,
       active = excluded.active, revision = excluded.revision, enterprise = excluded.enterprise
     WHERE known.revision < excluded.revision
        OR known.revision = excluded.revision AND known.enterprise IS NULL AND excluded.enterprise IS NOT NULL
     RETURNING id`,
    [JSON.stringify(rows)],
  );
  return saved.flatMap(({ id }) => newest.get(id) ?? []);
};

export const giveAddresses: GiveAddresses = async (tx, addresses) => {
  await tx.query(
    `INSERT INTO address (official_id, channel, target)
     SELECT official_id, 'email', email FROM unnest($1::uuid[], $2::text[]) AS given (official_id, email)
     ON CONFLICT DO NOTHING`,
    [addresses.map(({ officialId }) => officialId), addresses.map(({ email }) => email)],
  );
};

export const cancelDeliveries: CancelDeliveries = async (tx, officialIds) => {
  await tx.query(
    `UPDATE delivery SET state = 'cancelled', last_error = 'the account is no longer active', settled_at = now()
     WHERE state IN ('pending', 'gathered') AND official_id = ANY ($1)`,
    [officialIds],
  );
};

const toRow = ({ parks, ...facts }: OfficialFacts) => ({
  ...facts,
  all_parks: parks === '*',
  parks: parks === '*' ? [] : parks,
});
