import type { Executor } from '@yuanqu/messaging';
import type { Amenity } from '../../domain/amenities/amenity.ts';
import {
  type DeleteAmenity,
  type FindParks,
  keyOf,
  type ListAmenities,
  type LockAmenities,
  type SaveAmenities,
} from '../../usecases/amenities/amenity-ports.ts';

// Days as text: the driver would make local midnights of them.
const columns = `a.park, a.id, a.kind, a.name, a.distance_m AS "distanceM", a.capacity, a.note,
  a.since::text AS since, a.until::text AS until, a.revision, a.demo`;

type Row = { readonly [Field in keyof Amenity]: Amenity[Field] | null };

const amenityOf = ({ capacity, note, until, ...row }: Row): Amenity =>
  ({
    ...row,
    capacity: capacity ?? undefined,
    note: note ?? undefined,
    until: until ?? undefined,
  }) as Amenity;

export const lockAmenities: LockAmenities = async (tx, keys) => {
  const { rows } = await tx.query<Row>(
    `SELECT ${columns} FROM amenity a JOIN unnest($1::text[], $2::text[]) AS wanted (park, id) USING (park, id)
     ORDER BY a.park, a.id FOR NO KEY UPDATE OF a`,
    [keys.map(({ park }) => park), keys.map(({ id }) => id)],
  );
  return new Map(rows.map((row) => [keyOf(row as Amenity), amenityOf(row)]));
};

export const saveAmenities: SaveAmenities = async (tx, amenities, { by, at, demo = false }) => {
  await tx.query(
    `INSERT INTO amenity AS kept (park, id, kind, name, distance_m, capacity, note, since, until, changed_by, changed_at, demo)
     SELECT new.*, $10, $11::timestamptz, $12
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::int[], $7::text[], $8::date[], $9::date[])
       AS new (park, id, kind, name, distance_m, capacity, note, since, until)
     ORDER BY park, id
     ON CONFLICT (park, id) DO UPDATE SET
       kind = EXCLUDED.kind, name = EXCLUDED.name, distance_m = EXCLUDED.distance_m, capacity = EXCLUDED.capacity,
       note = EXCLUDED.note, since = EXCLUDED.since, until = EXCLUDED.until,
       changed_by = EXCLUDED.changed_by, changed_at = EXCLUDED.changed_at, revision = kept.revision + 1`,
    [
      amenities.map(({ park }) => park),
      amenities.map(({ id }) => id),
      amenities.map(({ kind }) => kind),
      amenities.map(({ name }) => name),
      amenities.map(({ distanceM }) => distanceM),
      amenities.map(({ capacity }) => capacity),
      amenities.map(({ note }) => note),
      amenities.map(({ since }) => since),
      amenities.map(({ until }) => until),
      by,
      at,
      demo,
    ],
  );
};

export const deleteAmenity: DeleteAmenity = async (tx, { park, id }) => {
  await tx.query('DELETE FROM amenity WHERE park = $1 AND id = $2', [park, id]);
};

export const listAmenities =
  (db: Executor): ListAmenities =>
  async (scope, { kind, on } = {}) => {
    const { rows } = await db.query<Row>(
      `SELECT ${columns} FROM amenity a
       WHERE ($1::text[] IS NULL OR a.park = ANY ($1)) AND ($2::text IS NULL OR a.kind = $2)
         AND ($3::date IS NULL OR a.since <= $3 AND (a.until IS NULL OR a.until >= $3))
       ORDER BY a.park, a.distance_m, a.id`,
      [scope === '*' ? null : scope, kind, on],
    );
    return rows.map(amenityOf);
  };

/** In the order of codes; two that enter amenities of one park wait for one another. */
export const findParks: FindParks = async (tx, codes) => {
  const { rows } = await tx.query<{ code: string }>(
    'SELECT code FROM park WHERE code = ANY ($1) ORDER BY code FOR NO KEY UPDATE',
    [codes],
  );
  return new Set(rows.map(({ code }) => code));
};
