import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface BrokerPorts {
  readonly port: number;
  /** Of the controller, which the broker alone talks to. */
  readonly controllerPort: number;
}

export const configFile = (dataDir: string): string => join(dataDir, 'server.properties');
export const pidFile = (dataDir: string): string => join(dataDir, 'broker.pid');

/** Writes what a broker reads at its start. A directory that holds data already keeps its identity and its data. */
export async function writeBrokerFiles(dataDir: string, ports: BrokerPorts): Promise<void> {
  const logDir = join(dataDir, 'log');
  await mkdir(logDir, { recursive: true });
  await writeFile(configFile(dataDir), asProperties(serverProperties(logDir, ports)));
  const meta = join(logDir, 'meta.properties');
  if (!(await readFile(meta, 'utf8').catch(() => ''))) await writeFile(meta, asProperties(metaProperties()));
}

/** One node that is broker and controller, on loopback only, quick to form groups and to come back after kill -9. */
export const serverProperties = (
  logDir: string,
  { port, controllerPort }: BrokerPorts,
): Record<string, string> => ({
  'process.roles': 'broker,controller',
  'node.id': '1',
  'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
  'controller.listener.names': 'CONTROLLER',
  listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
  'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
  'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
  'log.dirs': logDir,
  'auto.create.topics.enable': 'false',
  'offsets.topic.replication.factor': '1',
  'offsets.topic.num.partitions': '8',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'share.coordinator.state.topic.replication.factor': '1',
  'share.coordinator.state.topic.min.isr': '1',
  'group.initial.rebalance.delay.ms': '0',
  // a killed broker is fenced until its session ends: back in 3 s instead of 11
  'broker.session.timeout.ms': '1500',
  'broker.heartbeat.interval.ms': '500',
});

/** What `kafka-storage format` would write; by hand it takes no JVM of its own. Ids are 16 random bytes in base64url. */
const metaProperties = (): Record<string, string> => ({
  version: '1',
  'cluster.id': randomId(),
  'directory.id': randomId(),
  'node.id': '1',
});

/** Kafka's own generator never starts an id with a dash, since its tools would take it for an option. */
const randomId = (): string => randomBytes(16).toString('base64url').replace(/^-/, 'A');

const asProperties = (properties: Record<string, string>): string =>
  Object.entries(properties)
    .map(([name, value]) => `${name}=${value.replaceAll('\\', '\\\\')}\n`)
    .join('');
