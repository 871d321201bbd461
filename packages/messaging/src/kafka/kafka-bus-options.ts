import type { SASLOptions } from 'kafkajs';
import type { Logger } from 'pino';

export interface KafkaBusOptions {
  /** HOST:PORT of some brokers, from which the others are learnt. */
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly log: Logger;
  readonly ssl?: boolean;
  readonly sasl?: SASLOptions;
  /** Copies of each partition of topics that are made; what the broker is set to unless told. */
  readonly replicationFactor?: number;
  /** How long the relay sleeps when nobody wakes it, in milliseconds; 1,000 unless told. */
  readonly pollMs?: number;
  /** How soon a partition with a gap is searched again, in milliseconds; a minute unless told, and ever more rarely. */
  readonly gapRecheckMs?: number;
}
