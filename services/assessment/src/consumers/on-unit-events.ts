import { type ConsumerDefinition, defineConsumer, type Executor } from '@yuanqu/messaging';
import { type UnitEvent, unitEvents } from '../usecases/unit-events.ts';

export const occupancyGroup = 'assessment.occupancy.v1';

/** Units and their observations: the hot path. */
export const onUnitEvents = (
  applyUnitEvents: (tx: Executor, events: readonly UnitEvent[]) => Promise<void>,
): ConsumerDefinition =>
  defineConsumer({ group: occupancyGroup, events: [...unitEvents], handle: applyUnitEvents });
