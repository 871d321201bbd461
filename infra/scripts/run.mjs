// npm run X → this: installs what is missing, then runs a TypeScript file with the right Node.
import { ensureInstalled } from './ensure-installed.mjs';
import { execNode } from './exec-node.mjs';

execNode(ensureInstalled(), process.argv.slice(2));
