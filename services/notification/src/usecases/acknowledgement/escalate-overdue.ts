import { type Clock, newId, type WorkingCalendar } from '@yuanqu/domain';
import { messageEscalated, type NewEvent, newEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import type { EscalationStep } from '../../domain/acknowledgement/acknowledgement-rule.ts';
import { wordEscalation } from '../../domain/acknowledgement/word-escalation.ts';
import type { InEachLanguage } from '../../domain/language.ts';
import type { WordedNotice } from '../../domain/notice.ts';
import type { Severity } from '../../domain/severity.ts';
import type { InTransaction, Nudge, Planned } from '../ports.ts';
import { type Swept, sweepOneByOne } from '../sweep-one-by-one.ts';

/** An obligation that is due, locked. */
export interface DueObligation {
  readonly eventId: string;
  readonly eventType: string;
  readonly severity: Severity;
  readonly parks: readonly string[];
  readonly subject: string;
  readonly title: InEachLanguage;
  readonly robotTitle: InEachLanguage;
  readonly step: number;
  readonly steps: readonly EscalationStep[];
  readonly role: string;
  readonly owner: { readonly id: string; readonly name: string } | undefined;
  readonly dueAt: Date;
  /** It was acknowledged, and not done by the date that followed from that. */
  readonly acknowledged: boolean;
  /** How many lines its history has. */
  readonly lines: number;
}

export interface ObligationSweep {
  /** Oldest first; without those that are parked. */
  readonly dueIds: (at: Date, limit: number) => Promise<readonly string[]>;
  /** Waits for its turn to plan; undefined when somebody else was faster. */
  readonly lockDue: (tx: Executor, eventId: string, at: Date) => Promise<DueObligation | undefined>;
  /** It is the turn of the step's role; its owner is chosen among those whom the notice told. */
  readonly moveOn: (
    tx: Executor,
    eventId: string,
    to: {
      readonly role: string;
      readonly step: number;
      readonly dueAt: Date;
      readonly noticeId: string;
      readonly at: Date;
      readonly why: 'escalated' | 'raised';
    },
  ) => Promise<void>;
  /** There is no step left: it stays overdue, or undone, with its owner. */
  readonly stay: (tx: Executor, eventId: string, at: Date, how: 'overdue' | 'undone') => Promise<void>;
  /** Leaves it alone for an hour. */
  readonly park: (eventId: string, at: Date, because: string) => Promise<void>;
}

/** Tells everybody of the step's role in its parks, in one statement; nobody when that step was told before. */
export type PlanStep = (
  tx: Executor,
  notice: WordedNotice,
  told: { readonly originEventId: string; readonly step: number; readonly by: EscalationStep },
) => Promise<Planned>;

export interface EscalatePorts {
  readonly transaction: InTransaction;
  readonly sweep: ObligationSweep;
  readonly planStep: PlanStep;
  readonly append: (tx: Executor, events: readonly NewEvent[]) => Promise<void>;
  readonly nudge: Nudge;
  readonly calendar: WorkingCalendar;
  readonly clock: Clock;
  readonly failed: (eventId: string, error: unknown) => void;
}

/**
 * Takes every obligation whose date has passed one step higher: person, task force, district leader; one that was
 * acknowledged and is not done in time, too. Each in a transaction of its own, oldest first, so it may be cut off, run twice or by two at once; one that fails is parked, the others go on.
 */
export const makeEscalateOverdue =
  (ports: EscalatePorts) =>
  (signal?: AbortSignal): Promise<Swept> =>
    sweepOneByOne(
      {
        ...ports,
        due: ports.sweep.dueIds,
        handle: (tx, id, at) => escalate(ports, tx, id, at),
        park: ports.sweep.park,
      },
      signal,
    );

async function escalate(ports: EscalatePorts, tx: Executor, eventId: string, at: Date): Promise<void> {
  const due = await ports.sweep.lockDue(tx, eventId, at);
  if (!due) return;
  const next = due.steps[due.step];
  if (next) await tell(ports, tx, due, next, at);
  else await ports.sweep.stay(tx, eventId, at, due.acknowledged ? 'undone' : 'overdue');
  await ports.append(tx, [escalatedEvent(due, next, at)]);
  ports.nudge(tx);
}

async function tell(
  { sweep, planStep, calendar }: EscalatePorts,
  tx: Executor,
  due: DueObligation,
  next: EscalationStep,
  at: Date,
): Promise<void> {
  const { eventId, severity, parks, subject, title, robotTitle } = due;
  const step = due.step + 1;
  const dueAt = calendar.deadline(at, next.withinDays);
  const notice = wordEscalation({
    id: newId(),
    at,
    eventId,
    step,
    severity,
    parks,
    subject,
    title,
    robotTitle,
    overdue: { role: due.role, name: due.owner?.name, dueAt: due.dueAt, acknowledged: due.acknowledged },
    next: { role: next.role, dueAt },
  });
  await planStep(tx, notice, { originEventId: eventId, step, by: next });
  const why = due.acknowledged ? 'raised' : 'escalated';
  await sweep.moveOn(tx, eventId, { role: next.role, step, dueAt, noticeId: notice.eventId, at, why });
}

const escalatedEvent = (due: DueObligation, next: EscalationStep | undefined, at: Date): NewEvent =>
  newEvent(messageEscalated, {
    subject: due.eventId,
    revision: due.lines,
    time: at,
    data: {
      eventId: due.eventId,
      eventType: due.eventType,
      parks: [...due.parks],
      step: due.step + 1,
      overdueRole: due.role,
      ...(due.owner && { overdueOwner: due.owner.id }),
      ...(next && { toRole: next.role }),
      dueAt: due.dueAt.toISOString(),
      at: at.toISOString(),
    },
  });
