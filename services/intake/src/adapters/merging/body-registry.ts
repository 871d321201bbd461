import { bodyId } from '../../domain/enterprise-kind.ts';
import type { EnterBodyPorts } from '../../usecases/merging/enter-body.ts';

export const bodyNamed: EnterBodyPorts['bodyNamed'] = async (tx, name) => {
  const { rows } = await tx.query<{ id: string }>(
    'SELECT id FROM enterprise WHERE uscc IS NULL AND merged_into IS NULL AND name = $1',
    [name],
  );
  return rows[0]?.id;
};

export const insertBody: EnterBodyPorts['insertBody'] = async (tx, name, at) => {
  const { rows } = await tx.query<{ number: string }>(`SELECT nextval('body_number')::text AS number`);
  const id = bodyId(rows[0]?.number ?? '');
  await tx.query(
    'INSERT INTO enterprise (id, name, provisional, created_at, changed_at) VALUES ($1, $2, false, $3, $3)',
    [id, name, at],
  );
  return id;
};

export const renameBody: EnterBodyPorts['renameBody'] = async (tx, { id, name, revision }, at) =>
  void (await tx.query('UPDATE enterprise SET name = $2, revision = $3, changed_at = $4 WHERE id = $1', [
    id,
    name,
    revision,
    at,
  ]));
