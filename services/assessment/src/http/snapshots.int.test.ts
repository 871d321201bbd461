import {
  enterpriseSnapshotted,
  newEvent,
  type NewEvent,
  parkSnapshotted,
  unitSnapshotted,
} from '@yuanqu/events';
import { fakeClock } from '@yuanqu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AssessmentUnderTest, startAssessment } from '../testing/start-assessment.ts';
import { firmTold, parkTold, seen, unitsTold } from '../testing/told-events.ts';

const official = { roles: ['leading-group-office' as const] };
const firm = '91350100M000100Y43';
const clock = fakeClock('2026-11-21T16:00:00Z');

/** What intake would tell again of what it told: the facts, the last observation, the last revision. */
function retold(events: readonly NewEvent[]): readonly NewEvent[] {
  const bySubject = Map.groupBy(events, ({ subject }) => subject);
  return [...bySubject.values()].map((ofOne) => {
    const [first] = ofOne;
    const last = ofOne.at(-1);
    if (!first || !last) throw new Error('nothing was told');
    const data = first.data as Record<string, unknown>;
    const envelope = { subject: first.subject, revision: last.revision, time: clock() };
    if (first.definition.type.includes('.park.'))
      return newEvent(parkSnapshotted, { ...envelope, data: data as never });
    if (first.definition.type.includes('.enterprise.'))
      return newEvent(enterpriseSnapshotted, { ...envelope, data: data as never });
    const {
      park: _,
      unit: __,
      current: ___,
      ...newest
    } = (ofOne.length > 1 ? last.data : {}) as Record<string, unknown>;
    const shown = ofOne.length > 1 ? { newest } : {};
    return newEvent(unitSnapshotted, { ...envelope, data: { ...data, ...shown } as never });
  });
}

describe('a read model built anew from what is told again', () => {
  let told: AssessmentUnderTest;
  let rebuilt: AssessmentUnderTest;
  const software = unitsTold('software', 4);
  const [first, second] = software.units as [
    (typeof software.units)[number],
    (typeof software.units)[number],
  ];
  const events = [
    parkTold('software'),
    firmTold(firm, '6513'),
    ...software.events,
    seen(first, 'let', '2026-11-10T16:00:00.000Z', { uscc: firm }),
    seen(second, 'vacant', '2026-11-12T16:00:00.000Z'),
  ];
  beforeAll(async () => {
    [told, rebuilt] = await Promise.all([startAssessment(clock), startAssessment(clock)]);
    await told.tell(events);
    await rebuilt.tell(retold(events));
    await Promise.all([told.settled(), rebuilt.settled()]);
  });
  afterAll(() => Promise.all([told?.stop(), rebuilt?.stop()]));

  const figures = async (service: AssessmentUnderTest) => {
    const { body } = await service.call('GET', '/parks/software/figures', official);
    return body;
  };
  const crossings = async ({ database }: AssessmentUnderTest) =>
    (await database.pool.query('SELECT type FROM messaging.outbox')).rows;

  it('stands where the one stands that heard everything', async () => {
    expect(await figures(rebuilt)).toEqual(await figures(told));
  });

  it('is left as it is by what is told again, which notifies nobody', async () => {
    const before = await figures(told);
    await told.tell(retold(events));
    await told.settled();
    expect(await figures(told)).toEqual(before);
    expect(await crossings(told)).toEqual([]);
    expect(await crossings(rebuilt)).toEqual([]);
  });
});
