// npm test: installs what is missing, then runs every test; words after -- go to vitest.
import { ensureInstalled } from './ensure-installed.mjs';
import { execNode } from './exec-node.mjs';

execNode(ensureInstalled(), ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)]);
