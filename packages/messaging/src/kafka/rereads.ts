import type { Logger } from 'pino';
import { partitionName } from '../log-record.ts';

type Partition = { readonly topic: string; readonly partition: number };

/** Where to read next, and when; nothing is passed over for good. */
export interface ReadAgain {
  readonly fromOffset: string;
  readonly afterMs: number;
}

/**
 * What is done about gaps. Kafka's offset of a group may be ahead of its watermark (the consumer's database was restored),
 * so a gap makes the partition be searched for the missing number: from a little further back, then once from the
 * earliest offset, to the end of the log, since a relay that was set back publishes again at the end. Then it is an
 * alarm, and the search is repeated ever more rarely.
 */
export interface Rereads {
  /** A gap was met at this offset. Undefined: a search is on, look at what comes behind it. */
  readonly gapAt: (
    partition: Partition,
    offset: string,
    missing: bigint,
    error: Error,
  ) => ReadAgain | undefined;
  /** Everything up to the end of the log was handed over. Undefined: nothing is missing. */
  readonly endReached: (partition: Partition) => ReadAgain | undefined;
}

interface Search {
  from: 'near' | 'earliest';
  /** The gap that was last passed over since the search began anew. */
  gap: Error | undefined;
  rounds: number;
}

export interface RereadsOptions {
  readonly log: Logger;
  /** Told of each search. */
  readonly count: (topic: string) => void;
  /** When a search that found nothing is repeated for the first time. */
  readonly firstRepeatMs: number;
}

const mostRounds = 4;

/** Keeps the searches of one group. */
export function makeRereads({ log, count, firstRepeatMs }: RereadsOptions): Rereads {
  const searches = new Map<string, Search>();

  function readFrom({ topic, partition }: Partition, fromOffset: bigint, err: Error): ReadAgain {
    count(topic);
    log.warn(
      { topic, partition, fromOffset: fromOffset.toString(), err },
      'a gap: reading again from further back',
    );
    return { fromOffset: fromOffset.toString(), afterMs: 0 };
  }

  return {
    gapAt: (partition, offset, missing, error) => {
      const search = searches.get(partitionName(partition));
      if (search) {
        search.gap = error;
        return undefined;
      }
      // twice the missing ones, and some: what a relay repeated takes up offsets too
      const near = BigInt(offset) - 2n * missing - 1_000n;
      const from = near > 0n ? 'near' : 'earliest';
      searches.set(partitionName(partition), { from, gap: undefined, rounds: 0 });
      return readFrom(partition, near > 0n ? near : 0n, error);
    },
    endReached: (partition) => {
      const search = searches.get(partitionName(partition));
      if (!search?.gap) {
        searches.delete(partitionName(partition));
        return undefined;
      }
      const { gap } = search;
      search.gap = undefined;
      if (search.from === 'near') {
        search.from = 'earliest';
        return readFrom(partition, 0n, gap);
      }
      count(partition.topic);
      const afterMs = firstRepeatMs * 2 ** Math.min(search.rounds++, mostRounds);
      log.error({ ...partition, err: gap, afterMs }, 'events are missing from the log: partition stopped');
      return { fromOffset: '0', afterMs };
    },
  };
}
