import type { SubscribeOptions } from '../bus.ts';

export interface LogSubscriptionOptions extends SubscribeOptions {
  readonly shufflePartitions?: boolean;
  readonly pollMs?: number;
  readonly gapRecheckMs?: number;
}
