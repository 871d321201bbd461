import { defineConfig } from 'prisma/config';

// `prisma generate` asks for an engine binary that it then does not use: this keeps it from downloading one.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= '/bin/true';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
