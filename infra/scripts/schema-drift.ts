import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { checkService } from '../postgres/schema-drift/check-service.ts';
import { explainDrift } from '../postgres/schema-drift/explain-drift.ts';
import { openScratchServer } from '../postgres/scratch-server.ts';

// npm run schema-drift: whether each service's migrations make what its schema.prisma says. Exits 0 when all do, 1 when one
// doesn't, 2 when it could not be found out.
const services = new URL('../../services/', import.meta.url);

async function main(): Promise<number> {
  const opening = openScratchServer(process.env['YUANQU_DATABASE_URL']);
  const stopAndExit = () => void opening.then(({ stop }) => stop()).finally(() => process.exit(2));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stopAndExit);
  const server = await opening;
  try {
    let exitCode = 0;
    for (const name of await servicesWithSchema()) {
      const problems = explainDrift(name, await checkService(name, new URL(`${name}/`, services), server));
      process.stdout.write(`${name}: ${problems.length === 0 ? 'in step' : problems.join('\n')}\n`);
      if (problems.length > 0) exitCode = 1;
    }
    return exitCode;
  } finally {
    await server.stop();
  }
}

async function servicesWithSchema(): Promise<readonly string[]> {
  const names = await readdir(services);
  const found = names.filter((name) => existsSync(new URL(`${name}/prisma/schema.prisma`, services)));
  if (found.length === 0) throw new Error('no service has a prisma/schema.prisma');
  return found;
}

try {
  process.exitCode = await main();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`Whether schemas and migrations agree could not be found out: ${reason}\n`);
  process.exitCode = 2;
}
