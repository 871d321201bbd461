// generate needs no schema engine; without this it would try to download one.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= '/bin/true';

import { defineConfig } from 'prisma/config';

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } });
