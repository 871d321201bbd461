import { type ConsumerDefinition, defineConsumer, type Executor } from '@yuanqu/messaging';
import { type ParkEvent, parkEvents } from '../usecases/apply-park-events.ts';

/** Parks, their sub-parks and buildings. */
export const onParkEvents = (
  applyParkEvents: (tx: Executor, events: readonly ParkEvent[]) => Promise<void>,
): ConsumerDefinition =>
  defineConsumer({ group: 'assessment.parks.v1', events: [...parkEvents], handle: applyParkEvents });
