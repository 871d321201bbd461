import type { Month } from '@yuanqu/domain';

/**
 * The rule for a month: of those that took effect by then the latest, and of two for the same month the newer, so that a
 * mistake in an announced rule is put right by another one before it counts. Rules come newest first, as lists of them do.
 * Undefined before the first.
 */
export const ruleInForce = <Rule extends { readonly effectiveFrom: Month }>(
  newestFirst: readonly Rule[],
  month: Month,
): Rule | undefined =>
  newestFirst
    .filter(({ effectiveFrom }) => effectiveFrom <= month)
    .reduce<Rule | undefined>(
      (latest, rule) => (latest === undefined || rule.effectiveFrom > latest.effectiveFrom ? rule : latest),
      undefined,
    );
