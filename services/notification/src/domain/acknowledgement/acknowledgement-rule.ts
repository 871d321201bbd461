import type { Channel } from '../channel.ts';
import { severities, type Severity } from '../severity.ts';

/** Who hears of it when an acknowledgement is overdue, and in how many working days they have to acknowledge. */
export interface EscalationStep {
  readonly role: string;
  readonly withinDays: number;
  readonly channels: readonly Channel[];
}

/** Of an event type from a severity on: one of the role has to acknowledge within so many working days. */
export interface AcknowledgementRuleContent {
  readonly eventType: string;
  readonly minSeverity: Severity;
  readonly role: string;
  readonly withinDays: number;
  readonly steps: readonly EscalationStep[];
  readonly enabled: boolean;
}

export interface AcknowledgementRule extends AcknowledgementRuleContent {
  readonly id: string;
  readonly revision: number;
  readonly changedBy: string;
  readonly changedAt: Date;
}

/** The rule that holds for an event: of those that let its severity through, the one of the highest. */
export const acknowledgementRuleFor = <Rule extends AcknowledgementRuleContent>(
  rules: readonly Rule[],
  { eventType, severity }: { readonly eventType: string; readonly severity: Severity },
): Rule | undefined =>
  rules
    .filter(
      (rule) => rule.enabled && rule.eventType === eventType && rank(rule.minSeverity) <= rank(severity),
    )
    .toSorted((one, other) => rank(other.minSeverity) - rank(one.minSeverity))[0];

const rank = (severity: Severity): number => severities.indexOf(severity);
