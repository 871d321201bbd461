import { readdir, readFile } from 'node:fs/promises';
import type { Executor } from '@yuanqu/messaging';
import { messagingMigrations } from '@yuanqu/messaging';
import { testDatabase, type TestDatabase } from '@yuanqu/testing';
import type { Pool } from 'pg';

export interface NotificationDatabase extends TestDatabase {
  readonly inTransaction: <T>(work: (tx: Executor) => Promise<T>) => Promise<T>;
}

const ownMigrations = new URL('../../prisma/migrations/', import.meta.url);

/** A database with this service's tables, default rules and templates, for one test file. */
export async function notificationDatabase(): Promise<NotificationDatabase> {
  const database = await testDatabase({
    prefix: 'notification',
    template: { key: 'notification', migrate: ({ pool }) => migrate(pool) },
  });
  return { ...database, inTransaction: (work) => inTransaction(database.pool, work) };
}

async function migrate(pool: Pool): Promise<void> {
  for (const folder of [messagingMigrations, ownMigrations]) {
    for (const name of (await readdir(folder)).sort()) {
      await pool.query(await readFile(new URL(`${name}/migration.sql`, folder), 'utf8'));
    }
  }
}

async function inTransaction<T>(pool: Pool, work: (tx: Executor) => Promise<T>): Promise<T> {
  const tx = await pool.connect();
  try {
    await tx.query('BEGIN');
    const result = await work(tx);
    await tx.query('COMMIT');
    return result;
  } catch (error) {
    await tx.query('ROLLBACK');
    throw error;
  } finally {
    tx.release();
  }
}
