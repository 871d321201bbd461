import type { Bus } from '@yuanqu/messaging';
import { embeddedBus } from '@yuanqu/messaging/embedded';
import { kafkaBus } from '@yuanqu/messaging/kafka';
import { databaseUrlOf, type Environment } from '@yuanqu/service-kit';
import { Pool } from 'pg';
import type { Logger } from 'pino';

/** The log between the services: Kafka when YUANQU_KAFKA_BROKERS names brokers, else the outbox tables themselves. */
export function openBus(env: Environment, log: Logger): Bus {
  const brokers = env['YUANQU_KAFKA_BROKERS'];
  if (brokers) return kafkaBus({ brokers: brokers.split(','), clientId: 'yuanqu', log });
  const pools: Pool[] = [];
  const bus = embeddedBus({
    sourceOf: (service) => {
      const pool = new Pool({
        connectionString: databaseUrlOf(service, env, env['YUANQU_DATABASE_URL'] ?? ''),
        max: 6,
        application_name: 'yuanqu-log',
      });
      pool.on('error', (error) => log.warn({ err: error }, 'a connection to the log was lost'));
      pools.push(pool);
      return pool;
    },
  });
  return {
    ...bus,
    stop: async () => {
      await bus.stop();
      await Promise.all(pools.map((pool) => pool.end()));
    },
  };
}
