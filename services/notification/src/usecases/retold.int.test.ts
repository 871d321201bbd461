import { randomUUID } from 'node:crypto';
import { demandUnmet, type NewEvent, newEvent } from '@yuanqu/events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeCountInbox } from '../adapters/inbox-store.ts';
import { anAccount } from '../testing/events.ts';
import { deliveringTo } from '../testing/fanned-out.ts';
import { notificationDatabase, type NotificationDatabase } from '../testing/notification-database.ts';

let database: NotificationDatabase;
beforeAll(async () => {
  database = await notificationDatabase();
});
afterAll(() => database?.drop());

it('a demand that stays unmet is told once, however often what is missing changes', async () => {
  const force = randomUUID();
  const subject = randomUUID();
  const unmet = (revision: number, missingM2: number, again?: true): NewEvent =>
    newEvent(demandUnmet, {
      subject,
      revision,
      time: new Date(),
      data: {
        park: 'software',
        applicant: '演示算力',
        usage: 'office',
        areaM2: 30_000,
        missingM2,
        largestM2: 30_000 - missingM2,
        ...(again && { again }),
      },
    });
  await deliveringTo(database)([anAccount(force)]);
  await deliveringTo(database)([unmet(2, 20_000), unmet(3, 19_900, true), unmet(4, 19_800, true)]);
  expect(await makeCountInbox(database.pool)(force)).toEqual({
    total: 1,
    unread: 1,
    unacknowledged: 1,
    toAcknowledge: 0,
  });
});
