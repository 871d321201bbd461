import type { Clock } from '@yuanqu/domain';
import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import type { ObservableTime } from '../domain/observable-time.ts';
import type { BatchKnowledge, BatchLine, SettledBatch } from '../domain/settle-batch.ts';

/** What settling updates needs from outside. */
export interface SettlingPorts {
  /** Runs the work in one transaction, again when it lost a race: the work must not remember an earlier run. */
  readonly transaction: <T>(work: (tx: Executor) => Promise<T>) => Promise<T>;
  /** Reads all that the lines are judged by, and locks their units until the transaction ends. */
  readonly load: (tx: Executor, wanted: Wanted) => Promise<Loaded>;
  /** Writes units, history, update ids, enterprises and tasks. */
  readonly save: (tx: Executor, batch: SettledBatch, tasks: readonly NewTask[], at: Date) => Promise<void>;
  /** Writes the events to the outbox: the transaction's last statement. */
  readonly append: (tx: Executor, events: readonly NewEvent[]) => Promise<void>;
  readonly clock: Clock;
}

export interface Wanted {
  readonly lines: readonly BatchLine[];
  readonly clientIds: readonly string[];
  readonly time: ObservableTime;
}

export interface Loaded extends BatchKnowledge {
  /** Those of the wanted clients that have lost their access. */
  readonly revokedClients: ReadonlySet<string>;
}

/** A task to be opened: somebody has to complete what is known about an enterprise. */
export type TaskKind = 'complete-enterprise' | 'settle-status-mismatch';

export interface NewTask {
  readonly id: string;
  readonly kind: TaskKind;
  readonly park: string;
  /** A credit code, a unit; the park itself: its units that are let without a contract. */
  readonly about: string;
  readonly dueAt: Date;
}

/** Remembers which clients may send no more (`revokedAt`), and which may again. */
export type MarkClients = (
  tx: Executor,
  clients: readonly { readonly clientId: string; readonly revokedAt: Date | undefined }[],
) => Promise<void>;
