import type { SaveParkNames } from '../usecases/learn-parks.ts';
import type { ReadParkNames } from '../usecases/ports.ts';

export const saveParkNames: SaveParkNames = async (tx, parks) => {
  await tx.query(
    `INSERT INTO park AS known (code, name, revision)
     SELECT DISTINCT ON (code) code, name, revision
     FROM unnest($1::text[], $2::text[], $3::integer[]) AS given (code, name, revision) ORDER BY code, revision DESC
     ON CONFLICT (code) DO UPDATE SET name = excluded.name, revision = excluded.revision
     WHERE known.revision < excluded.revision`,
    [parks.map(({ code }) => code), parks.map(({ name }) => name), parks.map(({ revision }) => revision)],
  );
};

export const readParkNames: ReadParkNames = async (tx, codes) => {
  const { rows } = await tx.query<{ code: string; name: string }>(
    'SELECT code, name FROM park WHERE code = ANY ($1)',
    [codes],
  );
  return new Map(rows.map(({ code, name }) => [code, name]));
};
