import type { SizeClass } from '@yuanqu/domain';
import type { ApplicationPorts, ReadRegistered } from '../../usecases/applications/application-ports.ts';

export const readRegistered: ReadRegistered = async (db, uscc) => {
  const { rows } = await db.query<{ name: string; size: SizeClass | null }>(
    `SELECT same.name, same.size_class AS size FROM enterprise e JOIN enterprise same ON same.id = coalesce(e.merged_into, e.id)
     WHERE e.id = $1 AND NOT same.provisional`,
    [uscc],
  );
  return rows[0] && { name: rows[0].name, sizeClass: rows[0].size ?? undefined };
};

export const parkExists: ApplicationPorts['parkExists'] = async (db, park) => {
  const { rows } = await db.query('SELECT 1 FROM park WHERE code = $1', [park]);
  return rows.length > 0;
};
