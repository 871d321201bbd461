import { type ConsumerDefinition, defineConsumer, type Executor } from '@yuanqu/messaging';
import { type DemandEvent, demandEvents } from '../usecases/candidates/apply-demand-events.ts';

/** Demand that no park has the space for. */
export const onDemandEvents = (
  applyDemandEvents: (tx: Executor, events: readonly DemandEvent[]) => Promise<void>,
): ConsumerDefinition =>
  defineConsumer({ group: 'assessment.demand.v1', events: [...demandEvents], handle: applyDemandEvents });
