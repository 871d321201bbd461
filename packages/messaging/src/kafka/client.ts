import { Kafka, type LogEntry, logLevel } from 'kafkajs';
import type { Logger } from 'pino';
import type { KafkaBusOptions } from './kafka-bus-options.ts';

/**
 * A kafkajs client: quick to notice a broker that is away, quick to come back, its log in ours. It gives up after
 * `retries` tries, a second apart; few where the user tries again by itself.
 */
export const connectKafka = (
  { brokers, clientId, ssl, sasl }: Pick<KafkaBusOptions, 'brokers' | 'clientId' | 'ssl' | 'sasl'>,
  log: Logger,
  retries: number,
): Kafka =>
  new Kafka({
    brokers: [...brokers],
    clientId,
    ...(ssl !== undefined && { ssl }),
    ...(sasl !== undefined && { sasl }),
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries },
    logLevel: logLevel.INFO,
    logCreator: () => (entry) => toPino(log, entry),
  });

// kafkajs calls every try that fails an error and every pause a news; what matters is logged by its users.
function toPino(log: Logger, { level, namespace, log: entry }: LogEntry): void {
  const fields = { kafkajs: namespace, error: entry['error'], retryCount: entry['retryCount'] };
  if (level === logLevel.ERROR || level === logLevel.WARN) log.debug(fields, entry.message);
  else log.trace(fields, entry.message);
}
