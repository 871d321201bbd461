import type { Bus } from '@yuanqu/messaging';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { CommonSettings } from '../config/common-settings.ts';
import { databaseUrlOf } from '../config/database-url.ts';
import { type Environment, SettingsError } from '../config/settings-error.ts';
import { createPool } from '../database/create-pool.ts';

/** The log between services for a service that is a process of its own: Kafka when brokers are set, else embedded. */
export async function openBus(
  service: string,
  settings: CommonSettings,
  env: Environment,
  log: Logger,
): Promise<Bus> {
  const brokers = settings.YUANQU_KAFKA_BROKERS;
  const kind = settings.YUANQU_BUS ?? (brokers.length > 0 ? 'kafka' : 'embedded');
  if (kind === 'embedded') return openEmbedded(settings, env, log);
  if (brokers.length === 0) {
    throw new SettingsError([
      {
        name: 'YUANQU_KAFKA_BROKERS',
        zh: '未设置，而 YUANQU_BUS 为 kafka；应为：主机:端口，以逗号分隔，如 127.0.0.1:9092',
        problem: 'is not set though YUANQU_BUS is kafka',
        wanted: 'host:port, separated by commas',
      },
    ]);
  }
  const { kafkaBus } = await import('@yuanqu/messaging/kafka');
  return kafkaBus({ brokers, clientId: `yuanqu-${service}`, log });
}

/** Reads the outbox tables of the other services in their databases, a few connections each. */
async function openEmbedded(settings: CommonSettings, env: Environment, log: Logger): Promise<Bus> {
  const { embeddedBus } = await import('@yuanqu/messaging/embedded');
  const pools: Pool[] = [];
  const sourceOf = (producer: string): Pool => {
    const pool = createPool({
      url: databaseUrlOf(producer, env, settings.YUANQU_DATABASE_URL),
      service: `${producer}-log`,
      max: 4,
      log,
    });
    pools.push(pool);
    return pool;
  };
  const bus = embeddedBus({ sourceOf, acrossProcesses: true });
  const stop = async (): Promise<void> => {
    await bus.stop();
    await Promise.all(pools.map((pool) => pool.end()));
  };
  return { ...bus, stop };
}
