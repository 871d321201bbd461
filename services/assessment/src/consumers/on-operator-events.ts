import { type ConsumerDefinition, defineConsumer, type Executor } from '@yuanqu/messaging';
import { type OperatorEvent, operatorEvents } from '../usecases/standing/apply-operator-events.ts';

/** Who operates which park when; the end of a contract closes the standing. */
export const onOperatorEvents = (
  applyOperatorEvents: (tx: Executor, events: readonly OperatorEvent[]) => Promise<void>,
): ConsumerDefinition =>
  defineConsumer({
    group: 'assessment.operators.v1',
    events: [...operatorEvents],
    handle: applyOperatorEvents,
  });
