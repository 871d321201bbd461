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
  /** Once acknowledged, in how many working days it has to be done before the next step hears of it; null: whenever. */
  readonly doneWithinDays: number | null;
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

/** Whose turn it is first to last. A rule whose events want different people to act begins with them. */
export function turnsOf(
  { role, withinDays, steps }: Pick<AcknowledgementRuleContent, 'role' | 'withinDays' | 'steps'>,
  actor: string | undefined,
): readonly EscalationStep[] {
  const chain = [{ role, withinDays, channels: told }, ...steps];
  if (actor === undefined) return chain;
  const place = chain.findIndex((turn) => turn.role === actor);
  return place < 0 ? [{ role: actor, withinDays, channels: told }, ...chain] : chain.slice(place);
}

// Of a rule's own role, where it comes second.
const told: readonly Channel[] = ['in-app', 'email', 'webhook'];

const rank = (severity: Severity): number => severities.indexOf(severity);
