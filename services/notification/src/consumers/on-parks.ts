import { parkChanged, parkRegistered, parkSnapshotted } from '@yuanqu/events';
import { defineConsumer } from '@yuanqu/messaging';
import type { makeLearnParks } from '../usecases/learn-parks.ts';

/** Intake's parks lend their names to messages. */
export const onParks = (learnParks: ReturnType<typeof makeLearnParks>) =>
  defineConsumer({
    group: 'notification.parks.v1',
    events: [parkRegistered, parkChanged, parkSnapshotted],
    handle: learnParks,
  });
