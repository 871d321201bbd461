import type { Clock } from '@yuanqu/domain';
import type { RecordedEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import type { Notice } from '../domain/notice.ts';
import { toNotice } from '../domain/noticed-events.ts';
import { wordNotice } from '../domain/word-notice.ts';
import type { Nudge, ObservePlan, PlanNotices, ReadParkNames, ReadTemplates } from './ports.ts';

export interface FanOutPorts {
  readonly readTemplates: ReadTemplates;
  readonly readRobotTemplates: ReadTemplates;
  readonly readParkNames: ReadParkNames;
  readonly planNotices: PlanNotices;
  readonly openObligations: (tx: Executor, notices: readonly Notice[]) => Promise<void>;
  readonly endMatters: (tx: Executor, notices: readonly Notice[]) => Promise<void>;
  readonly nudge: Nudge;
  readonly observe: ObservePlan;
  readonly clock: Clock;
}

/**
 * Older events are history and no news: notices are kept for longer than this, so that a log read again from its
 * beginning finds each either known or too old.
 */
export const newsForMs = 30 * 24 * 3_600_000;

/** Tells people of events: once per person, channel and event, however often an event comes. */
export const makeFanOut =
  (ports: FanOutPorts) =>
  async (tx: Executor, events: readonly RecordedEvent[]): Promise<void> => {
    const { clock } = ports;
    const oldest = clock().getTime() - newsForMs;
    const told = events.map(toNotice);
    const notices = told.filter(({ occurredAt }) => occurredAt.getTime() >= oldest);
    if (notices.length > 0) await tell(ports, tx, notices);
    // However late it is learnt: what is done does not stay on a list.
    await ports.endMatters(tx, told);
  };

async function tell(ports: FanOutPorts, tx: Executor, notices: readonly Notice[]): Promise<void> {
  const { readTemplates, readRobotTemplates, readParkNames, planNotices, openObligations } = ports;
  const { nudge, observe, clock } = ports;
  const startedAt = performance.now();
  const eventTypes = distinct(notices.map(({ eventType }) => eventType));
  const templates = await readTemplates(tx, eventTypes);
  const robotTemplates = await readRobotTemplates(tx, eventTypes);
  const names = await readParkNames(tx, distinct(notices.flatMap(({ parks }) => parks)));
  const worded = notices.map((notice) =>
    wordNotice(
      notice,
      templates.get(notice.eventType) ?? {},
      (code) => names.get(code) ?? code,
      robotTemplates.get(notice.eventType),
    ),
  );
  const planned = await planNotices(tx, worded, clock());
  if (planned.notices > 0) await openObligations(tx, notices);
  observe(planned, performance.now() - startedAt);
  if (planned.notices > 0) nudge(tx);
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
