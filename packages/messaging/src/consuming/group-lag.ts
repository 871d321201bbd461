import type { PartitionLag } from '../bus.ts';
import type { HeldPartition } from './held-partitions.ts';

/** How far a group is behind, and what keeps it. */
export interface GroupLag {
  readonly group: string;
  readonly lag: number;
  readonly parked: number;
  /** False when deliveries have stopped although they should not have. */
  readonly healthy: boolean;
  /** Partitions with a lag. */
  readonly partitions: readonly PartitionLag[];
  /** Partitions that stand still in this process, and why. */
  readonly held: readonly HeldPartition[];
}
