import type { Clock } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { InTransaction } from './ports.ts';

export interface Sweeping {
  readonly transaction: InTransaction;
  readonly clock: Clock;
  /** What is due, oldest first, at most so many. */
  readonly due: (at: Date, limit: number) => Promise<readonly string[]>;
  readonly handle: (tx: Executor, id: string, at: Date) => Promise<void>;
  /** Leaves it alone for an hour. */
  readonly park: (id: string, at: Date, because: string) => Promise<void>;
  readonly failed: (id: string, error: unknown) => void;
}

export interface Swept {
  readonly handled: number;
  readonly parked: number;
}

const pageSize = 100;

/**
 * Deals with everything that is due, each in a transaction of its own, oldest first: it may be cut off, run twice or by two at
 * once. One that fails is parked, the others go on.
 */
export async function sweepOneByOne(
  { transaction, clock, due, handle, park, failed }: Sweeping,
  signal?: AbortSignal,
): Promise<Swept> {
  let handled = 0;
  let parked = 0;
  for (;;) {
    const at = clock();
    const ids = await due(at, pageSize);
    for (const id of ids) {
      if (signal?.aborted) return { handled, parked };
      try {
        await transaction((tx) => handle(tx, id, at));
        handled += 1;
      } catch (error) {
        parked += 1;
        failed(id, error);
        await park(id, at, error instanceof Error ? error.message : String(error));
      }
    }
    if (ids.length < pageSize) return { handled, parked };
  }
}
