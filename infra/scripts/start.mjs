// npm start: installs what is missing, then runs every service in one process.
import { ensureInstalled } from './ensure-installed.mjs';
import { execNode } from './exec-node.mjs';

execNode(ensureInstalled(), ['services/all-in-one/src/main.ts', ...process.argv.slice(2)]);
