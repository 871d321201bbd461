import { readFile } from 'node:fs/promises';
import type {
  DiagnoseMigrationHistoryOutput,
  MigrationList,
  SchemaEngine,
  SchemaFilter,
} from '@prisma/schema-engine-wasm';
import { migrationListOf } from './migration-list.ts';
import { openSchemaEngine } from './schema-engine.ts';

/** What Prisma finds between a migrated database and the folder `prisma/` that it was migrated from. */
export interface Drift {
  /** What the migrations lack to make what schema.prisma says; undefined when they agree. */
  readonly missingSql: string | undefined;
  /** What Prisma reads otherwise in `_prisma_migrations` than was applied; undefined when it agrees. */
  readonly historyProblem: string | undefined;
}

export interface DriftOptions {
  readonly url: string;
  /** Holds schema.prisma and migrations/. */
  readonly prismaFolder: URL;
  /** Tables that Prisma cannot describe (partitioned ones), as `tables.external` of prisma.config.ts names them. */
  readonly externalTables: readonly string[];
}

/**
 * Compares a migrated database with its schema.prisma, and Prisma's view of its history with the migrations. It does not
 * see what schema.prisma has no words for: partial and expression indexes, checks, triggers, views, other schemas.
 */
export async function findDrift({ url, prismaFolder, externalTables }: DriftOptions): Promise<Drift> {
  const schema = await readFile(new URL('schema.prisma', prismaFolder), 'utf8');
  const migrations = await migrationListOf(new URL('migrations/', prismaFolder));
  const filters = { externalTables: [...externalTables], externalEnums: [] };
  const { engine, close } = await openSchemaEngine(url, schema);
  try {
    return {
      missingSql: await missingSql(engine, schema, filters),
      historyProblem: await historyProblem(engine, migrations, filters),
    };
  } finally {
    await close();
  }
}

// The engine's exit codes, those of `prisma migrate diff --exit-code`: 0 nothing, 2 something.
const inStep = 0;

async function missingSql(
  engine: SchemaEngine,
  content: string,
  filters: SchemaFilter,
): Promise<string | undefined> {
  const files = [{ path: 'schema.prisma', content }];
  const { exitCode, stdout } = await engine.diff({
    from: { tag: 'schemaDatasource', files, configDir: '.' },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: true,
    filters,
  });
  return exitCode === inStep ? undefined : (stdout ?? '').trim();
}

async function historyProblem(
  engine: SchemaEngine,
  migrationsList: MigrationList,
  filters: SchemaFilter,
): Promise<string | undefined> {
  const diagnosis = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters,
  });
  return explain(diagnosis);
}

function explain(diagnosis: DiagnoseMigrationHistoryOutput): string | undefined {
  const { history, editedMigrationNames, failedMigrationNames, hasMigrationsTable } = diagnosis;
  if (!hasMigrationsTable) return 'it finds no table _prisma_migrations';
  if (failedMigrationNames.length > 0) return `it takes ${failedMigrationNames.join(', ')} for failed`;
  if (editedMigrationNames.length > 0) return `it takes ${editedMigrationNames.join(', ')} for edited`;
  return history === null ? undefined : `it says ${JSON.stringify(history)}`;
}
