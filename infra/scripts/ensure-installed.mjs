// Runs on whatever Node the system has (20 or newer) and on nothing but its builtins: it is what installs the rest.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const bin = join(root, 'node_modules', '.bin');
const neededMajor = 24;

/** Installs packages and generates database clients when they are missing or out of step; tells what it does. */
export function ensureInstalled() {
  const environment = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
  step('packages', ['package-lock.json'], 'Installing packages (once, about a minute) …', () =>
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], environment),
  );
  step('generated', generatorInputs(), 'Generating database clients …', () =>
    run(join(bin, 'turbo'), ['run', 'generate', '--output-logs=errors-only'], environment),
  );
  return { node: nodePath(), environment };
}

/** Does the work unless the stamp in node_modules says that it was done for these very files. */
function step(name, files, message, work) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  const digest = hash.digest('hex');
  const stamp = join(root, 'node_modules', `.yuanqu-${name}`);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  process.stderr.write(`${message}\n`);
  work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}

function generatorInputs() {
  const services = readdirSync(join(root, 'services'));
  return services
    .flatMap((service) => [
      `services/${service}/prisma/schema.prisma`,
      `services/${service}/prisma.config.ts`,
    ])
    .filter((file) => existsSync(join(root, file)));
}

/** The system's Node when it is new enough, else the one that npm installed. */
function nodePath() {
  if (Number(process.versions.node.split('.')[0]) >= neededMajor) return process.execPath;
  const installed = join(bin, 'node');
  if (existsSync(installed)) return installed;
  process.stderr.write(
    `Yuanqu runs on Node ${neededMajor}; this is ${process.version}, and npm has no Node ${neededMajor} for this platform.\n` +
      `Install Node ${neededMajor} or newer and run the command again.\n`,
  );
  process.exit(1);
}

function run(command, args, env) {
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  process.stderr.write(
    `${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ` with exit code ${status}`}.\n`,
  );
  process.exit(1);
}
