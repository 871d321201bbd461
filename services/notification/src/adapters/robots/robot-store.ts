import { createHash } from 'node:crypto';
import type { Executor } from '@yuanqu/messaging';
import type { Robot, RobotKey } from '../../domain/robots/robot.ts';
import type { RobotStore } from '../../usecases/robots/change-robots.ts';
import type { SecretBox } from '../outgoing/secret-box.ts';

/** Robots in the database, their keys sealed for them. */
export const makeRobotStore = (db: Executor, box: SecretBox): RobotStore => ({
  list: async () => {
    const { rows } = await db.query<Robot>(
      `SELECT ${columns} FROM robot ORDER BY park NULLS FIRST, role, name, id LIMIT 1000`,
    );
    return rows;
  },
  lock: async (tx, id) => {
    const { rows } = await tx.query<Robot>(`SELECT ${columns} FROM robot WHERE id = $1 FOR UPDATE`, [id]);
    return rows[0];
  },
  insert: async (tx, robot, key) => {
    const { rowCount } = await tx.query(
      `INSERT INTO robot (id, kind, name, park, role, language, min_severity, state, state_reason, hint, revision,
                          changed_by, changed_at, sealed, fingerprint)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT (fingerprint) DO NOTHING`,
      [...valuesOf(robot), seal(box, robot, key), fingerprint(key)],
    );
    return rowCount === 1;
  },
  update: async (tx, robot, key) => {
    if (key && (await isTaken(tx, robot.id, key))) return false;
    await tx.query(
      `UPDATE robot SET kind = $2, name = $3, park = $4, role = $5, language = $6, min_severity = $7, state = $8,
         state_reason = $9, hint = $10, revision = $11, changed_by = $12, changed_at = $13,
         sealed = coalesce($14, sealed), fingerprint = coalesce($15, fingerprint),
         held_until = CASE WHEN $14::bytea IS NULL THEN held_until END,
         failures = CASE WHEN $14::bytea IS NULL THEN failures ELSE 0 END,
         dead_since = CASE WHEN $14::bytea IS NULL THEN dead_since END
       WHERE id = $1`,
      [...valuesOf(robot), key ? seal(box, robot, key) : null, key ? fingerprint(key) : null],
    );
    return true;
  },
  remove: async (tx, id) => {
    await tx.query('DELETE FROM robot WHERE id = $1', [id]);
    await tx.query('DELETE FROM delivery_schedule WHERE recipient_id = $1', [id]);
    await tx.query(
      `UPDATE delivery SET state = 'cancelled', last_error = 'the robot was taken away', settled_at = now()
       WHERE official_id = $1 AND channel = 'robot' AND state IN ('pending', 'gathered')`,
      [id],
    );
  },
});

/** Opens what `makeRobotStore` sealed. Throws when it was sealed with another key or for another robot. */
export const makeOpenRobotKey =
  (box: SecretBox) =>
  (sealed: Buffer, robotId: string): RobotKey =>
    JSON.parse(box.open(sealed, robotId)) as RobotKey;

const columns = `id, kind, name, park, role, language, min_severity AS "minSeverity", state, state_reason AS "stateReason",
  hint, held_until AS "heldUntil", revision, changed_by AS "changedBy", changed_at AS "changedAt"`;

const valuesOf = (robot: Robot): unknown[] => [
  robot.id,
  robot.kind,
  robot.name,
  robot.park,
  robot.role,
  robot.language,
  robot.minSeverity,
  robot.state,
  robot.stateReason,
  robot.hint,
  robot.revision,
  robot.changedBy,
  robot.changedAt,
];

const seal = (box: SecretBox, { id }: Robot, key: RobotKey): Buffer => box.seal(JSON.stringify(key), id);

const fingerprint = ({ token }: RobotKey): Buffer => createHash('sha256').update(token).digest();

async function isTaken(tx: Executor, id: string, key: RobotKey): Promise<boolean> {
  const { rowCount } = await tx.query('SELECT FROM robot WHERE fingerprint = $1 AND id <> $2', [
    fingerprint(key),
    id,
  ]);
  return (rowCount ?? 0) > 0;
}
