#!/usr/bin/env node
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import('../src/main.ts');
} else {
  // An older Node got here: hand over to the one that the packages bring.
  const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
  const { ensureInstalled } = await import(join(root, 'infra', 'scripts', 'ensure-installed.mjs'));
  const { execNode } = await import(join(root, 'infra', 'scripts', 'exec-node.mjs'));
  execNode(
    ensureInstalled(),
    [join(root, 'packages', 'cli', 'src', 'main.ts'), ...process.argv.slice(2)],
    process.cwd(),
  );
}
