import type { ProposePorts } from '../../usecases/demand/propose-parks.ts';

export const listParkNames: ProposePorts['listParkNames'] = async (db) => {
  const { rows } = await db.query<{ code: string; name: string }>(
    'SELECT code, name FROM park ORDER BY code',
  );
  return rows;
};
