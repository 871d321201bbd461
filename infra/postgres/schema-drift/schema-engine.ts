import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import { Pool, type QueryConfig, type QueryResult } from 'pg';

export interface OpenEngine {
  readonly engine: SchemaEngine;
  readonly close: () => Promise<void>;
}

/** Prisma's schema engine on a database, as WebAssembly over pg: what `prisma migrate` runs, without its binary. */
export async function openSchemaEngine(url: string, schema: string): Promise<OpenEngine> {
  const pool = poolWithMarkedChars(url);
  const factory = factoryOver(pool);
  const engine = await SchemaEngine.new(
    { datamodels: [['schema.prisma', schema]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  return {
    engine,
    close: async () => {
      engine.free();
      await pool.end();
    },
  };
}

// The catalogue's "char" is the one type that the engine asks for and the adapter doesn't know. It passes the adapter as an
// array of itself, and is told to the engine as what it is.
const charOid = 18;
const charArrayOid = 1002;

function poolWithMarkedChars(url: string): Pool {
  const pool = new Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined);
  const query = pool.query.bind(pool) as (config: QueryConfig) => Promise<QueryResult>;
  const marked = async (config: QueryConfig): Promise<QueryResult> => {
    const result = await query(config);
    for (const field of result.fields) if (field.dataTypeID === charOid) field.dataTypeID = charArrayOid;
    return result;
  };
  return Object.assign(pool, { query: marked });
}

function factoryOver(pool: Pool): SqlMigrationAwareDriverAdapterFactory {
  const adapters = new PrismaPg(pool);
  return {
    provider: adapters.provider,
    adapterName: adapters.adapterName,
    connect: async () => withChars(await adapters.connect()),
    // A shadow database would be a second copy made from the migrations: the scratch database is that already.
    connectToShadowDb: () => Promise.reject(new Error('no shadow database is needed')),
  };
}

function withChars(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const queryRaw = adapter.queryRaw.bind(adapter);
  return Object.assign(adapter, {
    queryRaw: async (...args: Parameters<typeof queryRaw>) => {
      const result = await queryRaw(...args);
      const columnTypes = result.columnTypes.map((type) =>
        type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    },
  });
}
