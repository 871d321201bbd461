import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configFile, pidFile, writeBrokerFiles } from './broker-files.ts';
import { runBrokerProcess, type BrokerEnd } from './broker-process.ts';
import { endLeftover } from './end-leftover.ts';
import { fetchKafkaJars } from './fetch-jars.ts';
import { findJava } from './find-java.ts';

/** Where the jars are kept under the checkout, for whoever starts a broker. */
export const defaultLibsDir = fileURLToPath(new URL('../../.kafka/libs', import.meta.url));

/** For a broker that lives for minutes: leaves out the optimising compiler, and starts in three quarters of the time. */
export const quickStartFlags = ['-XX:TieredStopAtLevel=1'] as const;

/** A real broker on loopback whose owner may stop, kill and restart it; port and data stay the same. */
export interface KafkaBroker {
  /** HOST:PORT */
  readonly address: string;
  /** Of the present process; another after a restart. */
  readonly pid: number;
  /** Settles when the present process is gone, whoever ended it. */
  readonly ended: Promise<BrokerEnd>;
  /** Lets the broker close its logs; takes a second or two, and is killed after ten. */
  readonly stop: () => Promise<void>;
  /** As a power cut would, but for what the operating system holds in memory. */
  readonly kill9: () => Promise<void>;
  /** Starts it again, stopping it first if it runs; returns when it takes requests (about 3 s after kill9). */
  readonly restart: () => Promise<void>;
}

export interface StartKafkaBrokerOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** Made if missing. Data is kept from one start to the next. */
  readonly dataDir: string;
  readonly libsDir: string;
  /** Gets the broker's warnings and errors, a line at a time. */
  readonly log: (line: string) => void;
  /** Beside the usual ones; see `quickStartFlags`. */
  readonly jvmFlags?: readonly string[];
  /** Ends the start, and the broker, at once. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Starts a single-node Kafka broker without Docker: fetches the jars if need be, ends a broker that a killed owner left on
 * this data, and returns when requests are answered. Throws MissingTool with a remedy when Java or Maven isn't there.
 */
export async function startKafkaBroker(options: StartKafkaBrokerOptions): Promise<KafkaBroker> {
  const java = await findJava();
  await fetchKafkaJars(options);
  const dataDir = resolve(options.dataDir);
  const libsDir = resolve(options.libsDir);
  await endLeftover(pidFile(dataDir), configFile(dataDir), 'SIGKILL');
  const port = await claimPort(options.port);
  await writeBrokerFiles(dataDir, { port, controllerPort: await claimPort(0) });
  const start = () => runBrokerProcess({ ...options, java, dataDir, libsDir });
  let broker = await start();

  const end = async (signal: NodeJS.Signals, patienceMs: number) => {
    broker.signal(signal);
    const timer = setTimeout(() => broker.signal('SIGKILL'), patienceMs);
    await broker.ended;
    clearTimeout(timer);
  };
  const stop = () => end('SIGTERM', 10_000);
  return {
    address: `127.0.0.1:${port}`,
    get pid() {
      return broker.pid;
    },
    get ended() {
      return broker.ended;
    },
    stop,
    kill9: () => end('SIGKILL', 10_000),
    restart: async () => {
      await stop();
      broker = await start();
    },
  };
}

/** Proves that the port is free, and finds one for 0. */
async function claimPort(port: number): Promise<number> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new Error(`port ${port} is taken: stop what listens on 127.0.0.1:${port}, or give another port`, {
      cause,
    });
  }
  const { port: claimed } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return claimed;
}
