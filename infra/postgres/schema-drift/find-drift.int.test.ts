import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { testDatabase, type TestDatabase } from '@yuanqu/testing';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../packages/service-kit/src/database/migrate.ts';
import { explainDrift } from './explain-drift.ts';
import { findDrift } from './find-drift.ts';

const schema = `
datasource db {
  provider = "postgresql"
}
enum Colour {
  red
  blue
}
model Park {
  code   String  @id
  area   Decimal @db.Decimal(12, 2)
  colour Colour  @default(red)
  units  Unit[]
}
model Unit {
  id       String   @id @db.Uuid
  parkCode String   @map("park")
  tags     String[]
  seenAt   DateTime @map("seen_at") @db.Timestamptz(3)
  park     Park     @relation(fields: [parkCode], references: [code])

  @@index([parkCode, seenAt])
}`;

const sql = `
CREATE TYPE "Colour" AS ENUM ('red', 'blue');
CREATE TABLE "Park" (
  code TEXT PRIMARY KEY,
  area DECIMAL(12, 2) NOT NULL CHECK (area >= 0),
  colour "Colour" NOT NULL DEFAULT 'red'
);
CREATE TABLE "Unit" (
  id UUID PRIMARY KEY,
  park TEXT NOT NULL REFERENCES "Park" (code) ON DELETE RESTRICT ON UPDATE CASCADE,
  tags TEXT[],
  seen_at TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "Unit_park_seen_at_idx" ON "Unit" (park, seen_at);
-- What Prisma has no words for; a semicolon in a body as well.
CREATE INDEX "of_late" ON "Unit" (seen_at) WHERE cardinality(tags) > 0;
CREATE FUNCTION "touch"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.seen_at = now(); RETURN NEW; END $$;
CREATE TRIGGER "touched" BEFORE UPDATE ON "Unit" FOR EACH ROW EXECUTE FUNCTION "touch"();`;

describe('the drift between schema.prisma and a migrated database', () => {
  let folder: string;
  let database: TestDatabase;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yuanqu-drift-'));
    database = await testDatabase({ prefix: 'drift' });
  });
  afterEach(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  async function migrated(migration = sql): Promise<void> {
    await mkdir(join(folder, 'migrations/20261101000000_first'), { recursive: true });
    await writeFile(join(folder, 'migrations/migration_lock.toml'), 'provider = "postgresql"\n');
    await writeFile(join(folder, 'migrations/20261101000000_first/migration.sql'), migration);
    const source = { schema: 'public', folder: new URL('migrations/', pathToFileURL(`${folder}/`)) };
    await migrate(database.url, [source], pino({ enabled: false }));
  }

  async function driftFrom(prismaSchema: string, externalTables: readonly string[] = []) {
    await writeFile(join(folder, 'schema.prisma'), prismaSchema);
    return findDrift({ url: database.url, prismaFolder: pathToFileURL(`${folder}/`), externalTables });
  }

  it('is none when the migrations make what the schema says, and Prisma reads their history', async () => {
    await migrated();
    const drift = await driftFrom(schema);
    expect(drift).toEqual({ missingSql: undefined, historyProblem: undefined });
    expect(explainDrift('intake', drift)).toEqual([]);
  });

  it.each([
    [
      'a column',
      ['tags     String[]', 'tags     String[]\n note String?'],
      'ALTER TABLE "Unit" ADD COLUMN     "note" TEXT',
    ],
    ['an index', ['@@index([parkCode, seenAt])', '@@index([parkCode])'], 'CREATE INDEX "Unit_park_idx"'],
    ['a value of an enumeration', ['blue', 'green'], 'CREATE TYPE "Colour_new" AS ENUM'],
    ['a type', ['Decimal(12, 2)', 'Decimal(14, 2)'], 'ALTER COLUMN "area" SET DATA TYPE DECIMAL(14,2)'],
    ['a default', ['@default(red)', '@default(blue)'], `ALTER COLUMN "colour" SET DEFAULT 'blue'`],
    ["a column's name", ['@map("seen_at")', '@map("seen")'], 'DROP COLUMN "seen_at"'],
  ] as const)('is the SQL that is missing when %s differs', async (_, [before, after], expected) => {
    await migrated();
    const drift = await driftFrom(schema.replace(before, after));
    expect(drift.missingSql).toContain(expected);
    expect(explainDrift('intake', drift)[0]).toContain('services/intake/prisma/migrations do not make');
  });

  it('leaves out the tables that prisma.config.ts declares external, such as partitioned ones', async () => {
    await migrated(`${sql} CREATE TABLE "Log" (at TIMESTAMPTZ NOT NULL) PARTITION BY RANGE (at);`);
    expect((await driftFrom(schema)).missingSql).toContain('DROP TABLE "Log"');
    expect((await driftFrom(schema, ['public.Log'])).missingSql).toBeUndefined();
  });

  it('tells when Prisma takes an applied migration for unapplied or edited', async () => {
    await migrated();
    await database.pool.query(`UPDATE _prisma_migrations SET checksum = 'other'`);
    expect((await driftFrom(schema)).historyProblem).toBe('it takes 20261101000000_first for edited');
    await database.pool.query('DELETE FROM _prisma_migrations');
    expect((await driftFrom(schema)).historyProblem).toContain('databaseIsBehind');
  });
});
