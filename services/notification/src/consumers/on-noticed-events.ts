import { defineConsumer } from '@yuanqu/messaging';
import { noticedEvents } from '../domain/noticed-events.ts';
import type { makeFanOut } from '../usecases/fan-out.ts';

/** What happens anywhere fans out to those whom it concerns. */
export const onNoticedEvents = (fanOut: ReturnType<typeof makeFanOut>) =>
  defineConsumer({
    group: 'notification.fan-out.v1',
    events: noticedEvents.map(({ definition }) => definition),
    handle: fanOut,
  });
