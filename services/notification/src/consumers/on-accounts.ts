import { accountChanged, accountRegistered, accountSnapshotted } from '@yuanqu/events';
import { defineConsumer } from '@yuanqu/messaging';
import type { makeLearnOfficials } from '../usecases/learn-officials.ts';

/** Identity's accounts become officials. */
export const onAccounts = (learnOfficials: ReturnType<typeof makeLearnOfficials>) =>
  defineConsumer({
    group: 'notification.officials.v1',
    events: [accountRegistered, accountChanged, accountSnapshotted],
    handle: learnOfficials,
  });
