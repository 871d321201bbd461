import type { ParkInputs } from './park-inputs.ts';
import type { IncidentKind, RuleDefinition } from './rule-definition.ts';

/** What the incidents of a kind took off a park's month, in hundredths of a point. */
export interface Deduction {
  readonly kind: IncidentKind;
  readonly events: number;
  /** Taken off: what was entered, up to the rule's limit. */
  readonly points: number;
  readonly entered: number;
}

/** What a rule takes off for the incidents of a month; none where nothing happened. */
export const deductionsOf = (
  { deductions = [] }: Pick<RuleDefinition, 'deductions'>,
  { evidence }: Pick<ParkInputs, 'evidence'>,
): readonly Deduction[] =>
  deductions.flatMap(({ kind, maxPoints }) => {
    const incidents = evidence?.[kind];
    if (!incidents || incidents.events === 0) return [];
    const { events, points: entered } = incidents;
    return [{ kind, events, points: Math.min(entered, maxPoints), entered }];
  });
