import { partitionName } from '../log-record.ts';
import type { StopReason } from './failure.ts';

type Partition = { readonly topic: string; readonly partition: number };

/** A partition that does not get on, and why. */
export interface HeldPartition extends Partition {
  /** `surroundings`: tried again until they are better; anything else needs somebody. */
  readonly reason: StopReason | 'surroundings';
  readonly message: string;
  readonly since: Date;
  /** How often in a row it has failed. */
  readonly attempts: number;
}

/** What stands still in a consumer now. */
export interface HeldPartitions {
  readonly hold: (held: Omit<HeldPartition, 'since' | 'attempts'>) => void;
  readonly release: (partition: Partition) => void;
  /** How often in a row the partition has failed. */
  readonly attempts: (partition: Partition) => number;
  readonly all: () => readonly HeldPartition[];
}

export function heldPartitions(now: () => Date): HeldPartitions {
  const byName = new Map<string, HeldPartition>();
  return {
    hold: (held) => {
      const before = byName.get(partitionName(held));
      byName.set(partitionName(held), {
        ...held,
        since: before?.since ?? now(),
        attempts: (before?.attempts ?? 0) + 1,
      });
    },
    release: (partition) => byName.delete(partitionName(partition)),
    attempts: (partition) => byName.get(partitionName(partition))?.attempts ?? 0,
    all: () => [...byName.values()],
  };
}
