import { type ConsumerDefinition, defineConsumer, type Executor } from '@yuanqu/messaging';
import { type UnitEvent, unitEvents } from '../usecases/unit-events.ts';

/** Units and their observations: the hot path. */
export const onUnitEvents = (
  applyUnitEvents: (tx: Executor, events: readonly UnitEvent[]) => Promise<void>,
): ConsumerDefinition =>
  defineConsumer({ group: 'assessment.occupancy.v1', events: [...unitEvents], handle: applyUnitEvents });
