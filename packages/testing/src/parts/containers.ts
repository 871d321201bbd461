import { PostgreSqlContainer } from '@testcontainers/postgresql';
import { RedisContainer } from '@testcontainers/redis';
import { GenericContainer, getContainerRuntimeClient, Wait, type StartedTestContainer } from 'testcontainers';
import { freePort } from '../free-port.ts';
import type { RunningPart } from './part.ts';
import { asServerArguments, testPostgresSettings } from './postgres-settings.ts';

/** PostgreSQL in a container, its data in memory. */
export async function startPostgresContainer(): Promise<RunningPart> {
  const container = await new PostgreSqlContainer('postgres:18')
    .withDatabase('postgres')
    .withUsername('postgres')
    .withTmpFs({ '/var/lib/postgresql': 'rw' })
    .withCommand(['postgres', ...asServerArguments(testPostgresSettings)])
    .start();
  return running(container, container.getConnectionUri());
}

export async function startRedisContainer(): Promise<RunningPart> {
  const container = await new RedisContainer('redis:8').start();
  return running(container, container.getConnectionUrl());
}

/**
 * Kafka in a container, on a port chosen beforehand: the broker tells clients its address, so it must know it when it
 * starts. The KafkaContainer of testcontainers calls a start script that apache/kafka doesn't have.
 */
export async function startKafkaContainer(): Promise<RunningPart> {
  const port = await freePort();
  const { host } = (await getContainerRuntimeClient()).info.containerRuntime;
  const container = await new GenericContainer('apache/kafka:4.3.1')
    .withExposedPorts({ container: 9092, host: port })
    .withEnvironment(kafkaSettings(`${host}:${port}`))
    .withWaitStrategy(Wait.forLogMessage('Kafka Server started'))
    .withStartupTimeout(180_000)
    .start();
  return running(container, `${host}:${port}`);
}

/** With any KAFKA_ variable set the image takes no defaults, so all are given. */
const kafkaSettings = (address: string) => ({
  KAFKA_NODE_ID: '1',
  KAFKA_PROCESS_ROLES: 'broker,controller',
  KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
  KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
  KAFKA_LISTENERS: 'PLAINTEXT://:9092,BROKER://:19092,CONTROLLER://:9093',
  KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://${address},BROKER://localhost:19092`,
  KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT',
  KAFKA_INTER_BROKER_LISTENER_NAME: 'BROKER',
  KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
  KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
  KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '8',
  KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
  KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
  KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
  KAFKA_LOG_DIRS: '/var/lib/kafka/data',
});

const running = (container: StartedTestContainer, address: string): RunningPart => ({
  address,
  stop: async () => void (await container.stop()),
});
