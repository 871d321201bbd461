import { randomUUID } from 'node:crypto';
import {
  accountRegistered,
  type DataOf,
  type NewEvent,
  newEvent,
  occupancyFellBelowTarget,
  parkRegistered,
  taskOpened,
} from '@yuanqu/events';

/** The event of an account, with what the test cares about changed. */
export const anAccount = (
  id: string,
  change: Partial<DataOf<typeof accountRegistered>> = {},
  { revision = 1, time = new Date() }: { revision?: number; time?: Date } = {},
): NewEvent =>
  newEvent(accountRegistered, {
    subject: id,
    revision,
    time,
    data: {
      username: `user-${id.slice(-6)}`,
      name: '演示人员',
      roles: ['task-force'],
      parks: ['software'],
      language: 'zh',
      active: true,
      demo: true,
      ...change,
    },
  });

let revision = 0;

/** A park's occupancy fell below its target. */
export const aShortfall = ({
  park = 'software',
  id = randomUUID(),
  time = new Date(),
  rate = 0.68,
}: {
  park?: string;
  id?: string;
  time?: Date;
  rate?: number;
} = {}): NewEvent =>
  newEvent(occupancyFellBelowTarget, {
    id,
    subject: park,
    revision: ++revision,
    time,
    data: {
      park,
      name: '泉州软件园',
      rate,
      target: 0.7,
      letM2: 6_800,
      lettableM2: 10_000,
      at: time.toISOString(),
    },
  });

export const aTask = (park = 'software', about = '91350100M000100Y43'): NewEvent =>
  newEvent(taskOpened, {
    subject: randomUUID(),
    revision: 1,
    time: new Date(),
    data: { kind: 'complete-enterprise', park, about, dueAt: new Date().toISOString() },
  });

export const aPark = (code = 'software', name = '泉州软件园'): NewEvent =>
  newEvent(parkRegistered, {
    subject: code,
    revision: 1,
    time: new Date(),
    data: {
      code,
      name,
      theme: '演示',
      leadingIndustries: ['65'],
      subParks: [],
      buildings: [],
      since: new Date().toISOString(),
    },
  });
