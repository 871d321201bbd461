import type { Executor } from '@yuanqu/messaging';

/** From now on cases about the one are found and shown as the other's; their steps keep what was said. */
export const setPartyAlias = async (tx: Executor, old: string, into: string): Promise<void> =>
  void (await tx.query(
    `INSERT INTO chassis.party_alias (old, "into") VALUES ($1, $2) ON CONFLICT (old) DO UPDATE SET "into" = EXCLUDED."into"`,
    [old, into],
  ));

/** Its cases are its own again. */
export const dropPartyAlias = async (tx: Executor, old: string): Promise<void> =>
  void (await tx.query('DELETE FROM chassis.party_alias WHERE old = $1', [old]));
