import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { contractFiles } from './contract-files.ts';
import { runContracts } from './run-contracts.ts';

// npm run contracts [-- --check]: writes what the catalogue promises into contracts/, or only checks it.
try {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const { ok, lines } = await runContracts({
    folder: fileURLToPath(new URL('../contracts/', import.meta.url)),
    mode: values.check ? 'check' : 'write',
    files: contractFiles(),
  });
  (ok ? process.stdout : process.stderr).write(`${lines.join('\n')}\n`);
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
