import type {
  ChainVersion,
  CountParkEvents,
  FindChain,
  ForgetTold,
  ListChainParks,
  ListChainVersions,
  LockTold,
  SaveChain,
  SaveTold,
  StoredChain,
} from '../../usecases/chain/chain-ports.ts';

export const findChain: FindChain = async (db, park, at) => {
  const { rows } = await db.query<StoredChain>(
    `SELECT park, revision, definition, changed_by AS "changedBy", changed_at AS "changedAt" FROM chain_version
     WHERE park = $1 AND ($2::timestamptz IS NULL OR changed_at <= $2) ORDER BY revision DESC LIMIT 1`,
    [park, at],
  );
  return rows[0];
};

export const listChainVersions: ListChainVersions = async (db, park) => {
  const { rows } = await db.query<ChainVersion>(
    `SELECT revision, changed_by AS "changedBy", changed_at AS "changedAt",
            jsonb_array_length(definition -> 'segments') AS segments,
            jsonb_array_length(definition -> 'links') AS links
     FROM chain_version WHERE park = $1 ORDER BY revision DESC LIMIT 200`,
    [park],
  );
  return rows;
};

export const saveChain: SaveChain = async (tx, { park, revision, definition, changedBy, changedAt }) => {
  const { rowCount } = await tx.query(
    `INSERT INTO chain_version (park, revision, definition, changed_by, changed_at)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [park, revision, JSON.stringify(definition), changedBy, changedAt],
  );
  return rowCount === 1;
};

export const listChainParks: ListChainParks = async (db) => {
  const { rows } = await db.query<{ park: string }>('SELECT DISTINCT park FROM chain_version ORDER BY park');
  return rows.map(({ park }) => park);
};

export const lockTold: LockTold = async (tx, park) => {
  const { rows } = await tx.query<{ segment: string; covered: boolean }>(
    'SELECT segment, covered FROM chain_told WHERE park = $1 ORDER BY segment FOR UPDATE',
    [park],
  );
  return rows;
};

export const saveTold: SaveTold = async (tx, park, told, at) => {
  const segments = told.map(({ segment }) => segment);
  await tx.query('DELETE FROM chain_told WHERE park = $1 AND segment <> ALL ($2::text[])', [park, segments]);
  await tx.query(
    `INSERT INTO chain_told (park, segment, covered, told_at)
     SELECT $1, segment, covered, $4 FROM unnest($2::text[], $3::boolean[]) AS n (segment, covered) ORDER BY segment
     ON CONFLICT (park, segment) DO UPDATE SET covered = EXCLUDED.covered, told_at = EXCLUDED.told_at
       WHERE chain_told.covered <> EXCLUDED.covered`,
    [park, segments, told.map(({ covered }) => covered), at],
  );
};

export const forgetTold: ForgetTold = async (tx, park, segments) => {
  await tx.query('DELETE FROM chain_told WHERE park = $1 AND segment = ANY ($2::text[])', [park, segments]);
};

/** A park's watch counts its events; one that has none yet gets it as `lockWatches` makes it. */
export const countParkEvents: CountParkEvents = async (tx, park, events) => {
  const { rows } = await tx.query<{ revision: number }>(
    `INSERT INTO park_watch (park, phase, covered, below, nearly_full, units, revision)
     VALUES ($1, 'settling', false, false, false, 0, $2)
     ON CONFLICT (park) DO UPDATE SET revision = park_watch.revision + $2 RETURNING revision`,
    [park, events],
  );
  return rows[0]?.revision ?? events;
};
