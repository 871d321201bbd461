import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface ServiceProcessOptions {
  readonly name: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
}

/** A service as a process of its own, to be killed and started again on the same port. */
export interface ServiceProcess {
  readonly name: string;
  readonly url: string;
  readonly pid: number | undefined;
  readonly start: (extra?: Readonly<Record<string, string>>) => Promise<void>;
  /** Processor time it has used so far, in seconds, where the system tells (Linux). */
  readonly cpuSeconds: () => number | undefined;
  /** Memory it holds now, in MB, where the system tells (Linux). */
  readonly rssMb: () => number | undefined;
  /** Resolves when it answers that it is ready; rejects after the patience. */
  readonly untilReady: (patienceMs?: number) => Promise<void>;
  readonly kill: () => Promise<void>;
  /** Holds it up (SIGSTOP) or lets it go on (SIGCONT). */
  readonly signal: (signal: 'SIGSTOP' | 'SIGCONT') => void;
  /** Ends it in order; resolves to the exit code. */
  readonly stop: () => Promise<number | null>;
  readonly running: () => boolean;
  /** Resolves when the present process is gone, whoever ended it. */
  readonly gone: () => Promise<void>;
}

export function serviceProcess({ name, port, env, logFile }: ServiceProcessOptions): ServiceProcess {
  const url = `http://127.0.0.1:${port}`;
  const log = createWriteStream(logFile, { flags: 'a' });
  let child: ChildProcess | undefined;
  const running = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  const gone = async () => {
    if (child && running()) await once(child, 'exit');
  };
  const end = async (signal: NodeJS.Signals) => {
    if (running()) child?.kill(signal);
    await gone();
  };
  return {
    name,
    url,
    get pid() {
      return child?.pid;
    },
    start: async (extra = {}) => {
      child = spawn(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', `services/${name}/src/main.ts`],
        {
          cwd: root,
          env: {
            NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node'),
            ...process.env,
            ...env,
            ...extra,
            YUANQU_PORT: String(port),
          },
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      child.stdout?.pipe(log, { end: false });
      child.stderr?.pipe(log, { end: false });
      await once(child, 'spawn');
    },
    cpuSeconds: () => cpuSecondsOf(child?.pid),
    rssMb: () => rssMbOf(child?.pid),
    untilReady: async (patienceMs = 90_000) => {
      for (const until = Date.now() + patienceMs; ; await wait(25)) {
        const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).catch(
          () => undefined,
        );
        await answer?.body?.cancel();
        if (answer?.ok) return;
        if (Date.now() > until)
          throw new Error(
            `${name} was not ready within ${patienceMs} ms; its log ends with\n${lastLines(logFile)}`,
          );
      }
    },
    kill: () => end('SIGKILL'),
    signal: (signal) => void child?.kill(signal),
    stop: async () => {
      await end('SIGTERM');
      return child?.exitCode ?? null;
    },
    running,
    gone,
  };
}

const lastLines = (file: string): string => readFileSync(file, 'utf8').split('\n').slice(-20).join('\n');

// /proc/PID/stat: fields 14 and 15 are user and system time in ticks, of which a second has 100.
function cpuSecondsOf(pid: number | undefined): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return undefined;
  }
}

function rssMbOf(pid: number | undefined): number | undefined {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return undefined;
  }
}
