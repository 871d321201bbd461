import type {
  FindMonth,
  ListReopenings,
  LockMonth,
  MonthState,
  Reopening,
  SaveMonth,
  SaveReopening,
} from '../usecases/league-ports.ts';

export const lockMonth: LockMonth = async (tx, month) => {
  await tx.query("INSERT INTO league_month (month, state) VALUES ($1, 'open') ON CONFLICT DO NOTHING", [
    month,
  ]);
  const { rows } = await tx.query<MonthState>(
    'SELECT month, state, version, revision FROM league_month WHERE month = $1 FOR UPDATE',
    [month],
  );
  const [state] = rows;
  if (!state) throw new Error(`month ${month} vanished while it was being locked`);
  return state;
};

export const findMonth: FindMonth = async (db, month) => {
  const { rows } = await db.query<MonthState>(
    'SELECT month, state, version, revision FROM league_month WHERE month = $1',
    [month],
  );
  return rows[0];
};

export const saveMonth: SaveMonth = async (tx, { month, state, version, revision }) => {
  await tx.query('UPDATE league_month SET state = $2, version = $3, revision = $4 WHERE month = $1', [
    month,
    state,
    version,
    revision,
  ]);
};

export const saveReopening: SaveReopening = async (tx, reopening) => {
  const { id, month, version, reason, requestedBy, requestedRole, requestedAt } = reopening;
  await tx.query(
    `INSERT INTO reopening (id, month, version, reason, requested_by, requested_role, requested_at,
                            confirmed_by, confirmed_role, confirmed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (id) DO UPDATE
       SET confirmed_by = EXCLUDED.confirmed_by, confirmed_role = EXCLUDED.confirmed_role, confirmed_at = EXCLUDED.confirmed_at`,
    [
      id,
      month,
      version,
      reason,
      requestedBy,
      requestedRole,
      requestedAt,
      reopening.confirmedBy ?? null,
      reopening.confirmedRole ?? null,
      reopening.confirmedAt ?? null,
    ],
  );
};

export const listReopenings: ListReopenings = async (db, month) => {
  const { rows } = await db.query<ReopeningRow>(
    `SELECT id, month, version, reason, requested_by AS "requestedBy", requested_role AS "requestedRole",
            requested_at AS "requestedAt", confirmed_by AS "confirmedBy", confirmed_role AS "confirmedRole",
            confirmed_at AS "confirmedAt"
     FROM reopening WHERE month = $1 ORDER BY requested_at DESC`,
    [month],
  );
  return rows.map(toReopening);
};

type Confirmation = Required<Pick<Reopening, 'confirmedBy' | 'confirmedRole' | 'confirmedAt'>>;
type ReopeningRow = Omit<Reopening, keyof Confirmation> & {
  readonly [K in keyof Confirmation]: Confirmation[K] | null;
};

const toReopening = ({ confirmedBy, confirmedRole, confirmedAt, ...requested }: ReopeningRow): Reopening =>
  confirmedBy && confirmedRole && confirmedAt
    ? { ...requested, confirmedBy, confirmedRole, confirmedAt }
    : requested;
