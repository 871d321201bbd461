import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const config = fileURLToPath(new URL('../fixtures/vitest.config.ts', import.meta.url));
const vitest = fileURLToPath(new URL('../vitest.mjs', import.meta.resolve('vitest')));

export interface RunFixtureOptions {
  /** Gets the run's report in JSON when it ends. */
  readonly reportFile: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs one of the fixtures in a test run of its own. */
export const runFixture = (name: string, { reportFile, env }: RunFixtureOptions): ChildProcess =>
  spawn(
    process.execPath,
    [vitest, 'run', '--config', config, '--reporter=json', `--outputFile=${reportFile}`, name],
    {
      env: { ...process.env, ...env },
      stdio: 'ignore',
    },
  );
