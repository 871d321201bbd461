import { raiseEpochAfterRestore } from '@yuanqu/messaging';
import { Pool } from 'pg';
import { pino } from 'pino';

/**
 * `yuanqu check --new-epoch`: tells consumers that a service's database was restored from a copy of its files, which looks
 * like the original. Run it before the service starts; a restore from a dump or a failover is noticed without it.
 */
export async function newEpoch(databaseUrl: string): Promise<number> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  try {
    await raiseEpochAfterRestore(pool, pino({ level: 'silent' }), true);
    const { rows } = await pool.query<{ epoch: number }>(
      'SELECT max(epoch) AS epoch FROM messaging.outbox_head',
    );
    process.stdout.write(`新纪元 New epoch: ${rows[0]?.epoch ?? 'none, no topics yet'}\n`);
    return 0;
  } finally {
    await pool.end();
  }
}
