import { spawn } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { configFile, pidFile } from './broker-files.ts';

/** One life of the broker, from its start to its end. */
export interface BrokerProcess {
  readonly pid: number;
  /** Settles when the process is gone. */
  readonly ended: Promise<BrokerEnd>;
  readonly signal: (signal: NodeJS.Signals) => void;
}

export interface BrokerEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface BrokerProcessOptions {
  readonly java: string;
  readonly dataDir: string;
  readonly libsDir: string;
  readonly log: (line: string) => void;
  readonly jvmFlags?: readonly string[];
  /** Ends the process at once. */
  readonly signal?: AbortSignal | undefined;
}

const startWithinMs = 60_000;

/** Runs the JVM and returns once the broker takes requests. Throws with its last words when it ends before that. */
export async function runBrokerProcess(options: BrokerProcessOptions): Promise<BrokerProcess> {
  const { java, dataDir, libsDir, signal } = options;
  const flags = [...usualFlags, ...(options.jvmFlags ?? []), '-cp', join(libsDir, '*')];
  const child = spawn(java, [...flags, 'kafka.Kafka', configFile(dataDir)], {
    cwd: dataDir, // where a crashing JVM leaves its report
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<BrokerEnd>((resolve, reject) => {
    child.once('error', (error) => (child.pid === undefined ? reject(error) : undefined));
    child.once('exit', (code, signal) => {
      void rm(pidFile(dataDir), { force: true }).then(() => resolve({ code, signal }));
    });
  });
  const lastWords: string[] = [];
  const started = Promise.withResolvers<'started'>();
  const hear = (line: string) => {
    if (line.includes(startedLine)) started.resolve('started');
    if (line.includes(startedLine) || isNoise(line)) return;
    lastWords.push(line);
    if (lastWords.length > 20) lastWords.shift();
    options.log(line);
  };
  createInterface(child.stderr).on('line', hear);
  createInterface(child.stdout).on('line', hear); // where the JVM itself complains
  await writeFile(pidFile(dataDir), `${child.pid}\n`);
  const timer = setTimeout(() => child.kill('SIGKILL'), startWithinMs);
  const outcome = await Promise.race([started.promise, ended]);
  clearTimeout(timer);
  if (outcome !== 'started') {
    signal?.throwIfAborted();
    throw new Error(
      `the Kafka broker ended with ${outcome.code ?? outcome.signal} before it was up:\n${lastWords.join('\n')}`,
    );
  }
  return { pid: child.pid ?? 0, ended, signal: (signal) => child.kill(signal) };
}

/** Logged when the broker is registered, unfenced and listening; its port opens earlier. */
const startedLine = 'Kafka Server started';

/** Said at warning level at every start and stop of a single node. */
const isNoise = (line: string): boolean =>
  line.includes('Performing controller activation') ||
  line.includes('NetworkClient that has already been closed');

const usualFlags = [
  '-Xmx512m',
  '-XX:+UseG1GC',
  '-XX:MaxGCPauseMillis=20',
  '-Djava.awt.headless=true',
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
  '-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info',
  '-Dorg.slf4j.simpleLogger.showThreadName=false',
  '-Dorg.slf4j.simpleLogger.showDateTime=true',
  '-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS',
];
