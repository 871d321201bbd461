import { operatorClearOutDecided } from '@yuanqu/events';
import { type ConsumerDefinition, defineConsumer, type Executor } from '@yuanqu/messaging';
import type { ClearOutDecided } from '../usecases/operator-calls/clear-out-operator.ts';

/** Decisions of assessment that an operator is cleared out. */
export const onOperatorStandingEvents = (
  clearOutOperators: (tx: Executor, decisions: readonly ClearOutDecided[]) => Promise<void>,
): ConsumerDefinition =>
  defineConsumer({
    group: 'intake.operator-standing.v1',
    events: [operatorClearOutDecided],
    handle: clearOutOperators,
  });
