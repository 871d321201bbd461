import { addressOfPart } from './parts/ask-for-part.ts';

/** HOST:PORT of the run's Kafka broker, started on first asking. Use topic and group names of your own: it is shared. */
export const kafkaAddress = (): Promise<string> => addressOfPart('kafka');

/** URL of the run's Redis, started on first asking. Use a key prefix of your own: it is shared. */
export const redisUrl = (): Promise<string> => addressOfPart('redis');
