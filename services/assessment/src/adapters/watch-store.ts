import { newId } from '@yuanqu/domain';
import type { ParkWatch } from '../domain/park-watch.ts';
import type { Targets } from '../domain/targets.ts';
import type { ParkChange } from '../usecases/park-change.ts';
import type {
  ListWatchedParks,
  LockFreeWatches,
  LockWatches,
  NoteDueParks,
  SaveWatches,
  TakeDueParks,
  WatchedPark,
} from '../usecases/watch-ports.ts';

/** Rows are locked in the order of the codes, so that two transactions cannot wait for each other. */
const locked = (lock: string): string => `
SELECT w.park, coalesce(p.name, w.park) AS name, w.phase, w.covered, w.below, w.nearly_full AS "nearlyFull",
       w.units, w.revision, w.read_at AS "readAt", t.occupancy, t.hysteresis, t.nearly_full AS "nearlyFullAt"
FROM (SELECT * FROM park_watch WHERE park = ANY($1) ORDER BY park ${lock}) AS w
LEFT JOIN park p ON p.code = w.park
CROSS JOIN LATERAL (
  SELECT occupancy, hysteresis, nearly_full FROM target WHERE target.park IN (w.park, '*')
  ORDER BY target.park = '*', set_at DESC LIMIT 1
) AS t`;

const lockFree = locked('FOR NO KEY UPDATE SKIP LOCKED');
const lockWaiting = locked('FOR NO KEY UPDATE');

export const lockFreeWatches: LockFreeWatches = async (tx, parks) => {
  const { rows } = await tx.query<WatchRow>(lockFree, [parks]);
  return rows.map(toWatched);
};

export const lockWatches: LockWatches = async (tx, parks) => {
  if (parks.length === 0) return [];
  await tx.query(
    `INSERT INTO park_watch (park, phase, covered, below, nearly_full, units)
     SELECT code, 'settling', false, false, false, 0 FROM unnest($1::text[]) AS wanted (code) ORDER BY code
     ON CONFLICT DO NOTHING`,
    [parks],
  );
  const { rows } = await tx.query<WatchRow>(lockWaiting, [parks]);
  return rows.map(toWatched);
};

export const saveWatches: SaveWatches = async (tx, watches) => {
  if (watches.length === 0) return;
  await tx.query(
    `UPDATE park_watch AS w
     SET phase = n.phase, covered = n.covered, below = n.below, nearly_full = n.nearly_full, units = n.units,
         revision = n.revision, read_at = n.read_at
     FROM unnest($1::text[], $2::text[], $3::boolean[], $4::boolean[], $5::boolean[], $6::int[], $7::int[], $8::timestamptz[])
       AS n (park, phase, covered, below, nearly_full, units, revision, read_at)
     WHERE w.park = n.park`,
    [
      watches.map(({ park }) => park),
      watches.map(({ watch }) => watch.phase),
      watches.map(({ watch }) => watch.covered),
      watches.map(({ watch }) => watch.below),
      watches.map(({ watch }) => watch.nearlyFull),
      watches.map(({ watch }) => watch.units),
      watches.map(({ revision }) => revision),
      watches.map(({ watch }) => new Date(watch.readAtMs)),
    ],
  );
};

export const listWatchedParks: ListWatchedParks = async (tx) => {
  const { rows } = await tx.query<{ park: string }>('SELECT park FROM park_watch ORDER BY park');
  return rows.map(({ park }) => park);
};

export const noteDueParks: NoteDueParks = async (tx, changes) => {
  await tx.query(
    `INSERT INTO park_due (id, park, told_at, observed_at, event_id)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::uuid[])`,
    [
      changes.map(() => newId()),
      changes.map(({ park }) => park),
      changes.map(({ toldAt }) => toldAt),
      changes.map(({ observedAt }) => observedAt ?? null),
      changes.map(({ eventId }) => eventId),
    ],
  );
};

export const takeDueParks: TakeDueParks = async (tx) => {
  const { rows } = await tx.query<DueRow>(
    `DELETE FROM park_due WHERE id IN (SELECT id FROM park_due ORDER BY id LIMIT 1000 FOR UPDATE SKIP LOCKED)
     RETURNING park, told_at AS "toldAt", observed_at AS "observedAt", event_id AS "eventId"`,
  );
  return rows.map(
    ({ park, toldAt, observedAt, eventId }): ParkChange =>
      observedAt ? { park, toldAt, observedAt, eventId } : { park, toldAt, eventId },
  );
};

interface DueRow {
  readonly park: string;
  readonly toldAt: Date;
  readonly observedAt: Date | null;
  readonly eventId: string;
}

interface WatchRow extends Omit<ParkWatch, 'readAtMs'>, Pick<Targets, 'occupancy' | 'hysteresis'> {
  readonly park: string;
  readonly name: string;
  readonly revision: number;
  readonly readAt: Date | null;
  readonly nearlyFullAt: number;
}

const toWatched = (row: WatchRow): WatchedPark => {
  const { park, name, revision, readAt, occupancy, hysteresis, nearlyFullAt, ...watch } = row;
  return {
    park,
    name,
    revision,
    watch: readAt ? { ...watch, readAtMs: readAt.getTime() } : undefined,
    targets: { occupancy, hysteresis, nearlyFull: nearlyFullAt },
  };
};
