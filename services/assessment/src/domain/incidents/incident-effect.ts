import type { Sentence } from '@yuanqu/domain';
import type { IncidentKind, RuleDefinition } from '../rule-definition.ts';
import { pointsText } from '../points-text.ts';

/** What the rule of an incident's month makes of it; the rule of a month that has begun never changes. */
export interface IncidentEffect {
  /** Version of the rule. */
  readonly rule: string;
  /** Hundredths of a point that all incidents of the kind take off at most; 0 where the rule takes nothing off for it. */
  readonly maxPoints: number;
}

/** What a month's rule takes off for incidents of a kind. */
export const effectOf = (
  rule: { readonly version: string; readonly definition: Pick<RuleDefinition, 'deductions'> },
  kind: IncidentKind,
): IncidentEffect => ({
  rule: rule.version,
  maxPoints: rule.definition.deductions?.find((limit) => limit.kind === kind)?.maxPoints ?? 0,
});

/** The same in words, as the middle of a sentence. Incidents from before effects were kept promise no more than the rule. */
export function effectText({
  points,
  effect,
}: {
  readonly points: number;
  readonly effect?: IncidentEffect;
}): Sentence {
  const entered = pointsText(points);
  if (!effect)
    return {
      zh: `按当月规则计 ${entered} 分`,
      en: `${entered} points, as far as the month’s rule takes them off`,
    };
  const { rule, maxPoints } = effect;
  if (maxPoints === 0)
    return {
      zh: `当月考核规则 ${rule} 不因此类事件扣分，仅作记录`,
      en: `the month’s rule ${rule} takes nothing off for it, it is kept on record`,
    };
  return {
    zh: `当月考核扣 ${entered} 分（此类合计至多 ${pointsText(maxPoints)} 分）`,
    en: `it costs ${entered} points of the month (all of its kind ${pointsText(maxPoints)} at most)`,
  };
}
