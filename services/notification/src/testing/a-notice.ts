import { randomUUID } from 'node:crypto';
import type { WordedNotice } from '../domain/notice.ts';

/** A notice of the software park below its target, with what the test cares about changed. */
export const aNotice = (change: Partial<WordedNotice> = {}): WordedNotice => ({
  eventId: randomUUID(),
  eventType: 'cn.yuanqu.assessment.park.occupancy-fell-below-target',
  severity: 'warning',
  parks: ['software'],
  subject: 'software',
  occurredAt: new Date(),
  data: { park: 'software', name: '泉州软件园', rate: 0.68 },
  wording: {
    zh: { title: '泉州软件园入驻率低于目标', body: '演示' },
    en: { title: 'Below target', body: 'demo' },
  },
  ...change,
});
