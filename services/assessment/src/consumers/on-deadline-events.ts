import { type ConsumerDefinition, defineConsumer, type Executor } from '@yuanqu/messaging';
import { type DeadlineEvent, deadlineEvents } from '../usecases/evidence/deadline-events.ts';
import { deadlinesGroup } from '../usecases/evidence/evidence-ports.ts';

/** Service requests, applications, incentive claims and tasks: what was to be done by when. */
export const onDeadlineEvents = (
  applyDeadlineEvents: (tx: Executor, events: readonly DeadlineEvent[]) => Promise<void>,
): ConsumerDefinition =>
  defineConsumer({ group: deadlinesGroup, events: [...deadlineEvents], handle: applyDeadlineEvents });
