import type { Clock, WorkingCalendar } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import {
  type AcknowledgementRule,
  acknowledgementRuleFor,
  type EscalationStep,
} from '../../domain/acknowledgement/acknowledgement-rule.ts';
import type { Notice } from '../../domain/notice.ts';

/**
 * An obligation as it is opened: whose turn it would be, first to last, and until when if it began with them. It begins
 * with the first of whose role somebody was told.
 */
export interface NewObligation {
  readonly eventId: string;
  readonly turns: readonly { readonly role: string; readonly dueAt: Date }[];
  readonly steps: readonly EscalationStep[];
}

export type ReadAcknowledgementRules = (
  tx: Executor,
  eventTypes: readonly string[],
) => Promise<readonly AcknowledgementRule[]>;

/** Writes those whose event was planned in this very transaction, each with its first line of history. */
export type WriteObligations = (
  tx: Executor,
  obligations: readonly NewObligation[],
  at: Date,
) => Promise<void>;

export interface OpenObligationsPorts {
  readonly readAcknowledgementRules: ReadAcknowledgementRules;
  readonly writeObligations: WriteObligations;
  readonly calendar: WorkingCalendar;
  readonly clock: Clock;
}

/** What has to be acknowledged gets an owner and a deadline as soon as it is told; an event that comes again changes nothing. */
export const makeOpenObligations =
  ({ readAcknowledgementRules, writeObligations, calendar, clock }: OpenObligationsPorts) =>
  async (tx: Executor, notices: readonly Notice[]): Promise<void> => {
    const rules = await readAcknowledgementRules(tx, [...new Set(notices.map(({ eventType }) => eventType))]);
    if (rules.length === 0) return;
    const at = clock();
    const opened = notices.flatMap((notice): NewObligation[] => {
      const rule = acknowledgementRuleFor(rules, notice);
      if (!rule) return [];
      const turns = [rule, ...rule.steps].map(({ role, withinDays }) => ({
        role,
        dueAt: calendar.deadline(at, withinDays),
      }));
      return [{ eventId: notice.eventId, turns, steps: rule.steps }];
    });
    if (opened.length > 0) await writeObligations(tx, opened, at);
  };
