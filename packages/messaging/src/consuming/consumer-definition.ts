import type { EventDefinition, RecordedEventOf } from '@yuanqu/events';
import type { Executor } from '../executor.ts';

/**
 * A read model and its version (`assessment.occupancy.v1`), the events it wants, and what it does with them.
 * `handle` gets the wanted events of one partition, in order, and the transaction that also moves the watermark:
 * set-based work over the whole slice is expected. What it throws parks the culprit, or is retried when the cause is outside.
 */
export interface ConsumerDefinition<D extends EventDefinition = EventDefinition> {
  readonly group: string;
  readonly events: readonly D[];
  readonly handle: (tx: Executor, events: readonly RecordedEventOf<D>[]) => Promise<void>;
}

/** Declares a consumer; its events' data types reach `handle`. */
export const defineConsumer = <const D extends EventDefinition>(
  definition: ConsumerDefinition<D>,
): ConsumerDefinition => definition as unknown as ConsumerDefinition;
