import type { Clock, WorkingCalendar } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import {
  type AcknowledgementRule,
  acknowledgementRuleFor,
  type EscalationStep,
  turnsOf,
} from '../../domain/acknowledgement/acknowledgement-rule.ts';
import type { Matter } from '../../domain/acknowledgement/matter.ts';
import { matterOf } from '../../domain/acknowledgement/matters.ts';
import { askedOf } from '../../domain/acknowledgement/word-asked.ts';
import type { InEachLanguage } from '../../domain/language.ts';
import type { Notice } from '../../domain/notice.ts';

/**
 * An obligation as it is opened: whose turn it would be, first to last, and until when if it began with them. It begins
 * with the first of whose role somebody was told.
 */
export interface NewObligation {
  readonly eventId: string;
  readonly turns: readonly { readonly role: string; readonly dueAt: Date }[];
  readonly steps: readonly EscalationStep[];
  readonly matter: Matter | undefined;
  /** Absent: nobody has to acknowledge, it is on the list until it is done. */
  readonly acknowledge: boolean;
  readonly doneWithinDays: number | null;
}

/** One that was opened, with whose turn it is. */
export interface OpenedObligation {
  readonly eventId: string;
  readonly role: string;
  readonly dueAt: Date;
  readonly acknowledge: boolean;
}

export type ReadAcknowledgementRules = (
  tx: Executor,
  eventTypes: readonly string[],
) => Promise<readonly AcknowledgementRule[]>;

/** Writes those whose event was planned in this very transaction, each with its first line of history; answers with those. */
export type WriteObligations = (
  tx: Executor,
  obligations: readonly NewObligation[],
  at: Date,
) => Promise<readonly OpenedObligation[]>;

/** Adds a sentence to what people read of an event. */
export type AddToNotices = (
  tx: Executor,
  sentences: readonly { readonly eventId: string; readonly sentence: InEachLanguage }[],
) => Promise<void>;

export interface OpenObligationsPorts {
  readonly readAcknowledgementRules: ReadAcknowledgementRules;
  readonly writeObligations: WriteObligations;
  readonly addToNotices: AddToNotices;
  readonly calendar: WorkingCalendar;
  readonly clock: Clock;
}

/**
 * What has to be acknowledged, or done, gets an owner and a deadline as soon as it is told, and the message says so; an event
 * that comes again changes nothing.
 */
export const makeOpenObligations =
  (ports: OpenObligationsPorts) =>
  async (tx: Executor, notices: readonly Notice[]): Promise<void> => {
    const eventTypes = [...new Set(notices.map(({ eventType }) => eventType))];
    const rules = await ports.readAcknowledgementRules(tx, eventTypes);
    const at = ports.clock();
    const owed = notices.flatMap((notice) => obligationOf(ports.calendar, rules, notice, at));
    if (owed.length === 0) return;
    const opened = await ports.writeObligations(tx, owed, at);
    const asked = opened.filter(({ acknowledge }) => acknowledge);
    if (asked.length === 0) return;
    await ports.addToNotices(
      tx,
      asked.map((obligation) => ({ eventId: obligation.eventId, sentence: askedOf(obligation) })),
    );
  };

function obligationOf(
  calendar: WorkingCalendar,
  rules: readonly AcknowledgementRule[],
  notice: Notice,
  at: Date,
): readonly NewObligation[] {
  const { eventId } = notice;
  const matter = matterOf(notice);
  const rule = acknowledgementRuleFor(rules, notice);
  if (!rule) return matter ? [withoutRule(eventId, matter, at)] : [];
  const [first, ...steps] = turnsOf(rule, matter?.actorFirst ? matter.actor : undefined);
  const turns = (first ? [first, ...steps] : []).map(({ role, withinDays }) => ({
    role,
    dueAt: calendar.deadline(at, withinDays),
  }));
  return [{ eventId, turns, steps, matter, acknowledge: true, doneWithinDays: rule.doneWithinDays }];
}

const withoutRule = (eventId: string, matter: Matter, at: Date): NewObligation => ({
  eventId,
  turns: [{ role: matter.actor, dueAt: matter.dueAt === undefined ? at : new Date(matter.dueAt) }],
  steps: [],
  matter,
  acknowledge: false,
  doneWithinDays: null,
});
