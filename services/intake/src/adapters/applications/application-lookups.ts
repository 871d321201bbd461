import type { SizeClass } from '@yuanqu/domain';
import type { ApplicationPorts, ReadSizeClass } from '../../usecases/applications/application-ports.ts';

export const readSizeClass: ReadSizeClass = async (db, uscc) => {
  const { rows } = await db.query<{ size: SizeClass | null }>(
    'SELECT size_class AS size FROM enterprise WHERE id = $1 AND NOT provisional',
    [uscc],
  );
  return rows[0]?.size ?? undefined;
};

export const parkExists: ApplicationPorts['parkExists'] = async (db, park) => {
  const { rows } = await db.query('SELECT 1 FROM park WHERE code = $1', [park]);
  return rows.length > 0;
};
