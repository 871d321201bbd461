import { AppError, type Clock, Month } from '@yuanqu/domain';
import type { Transaction } from '@yuanqu/service-kit';
import { type RuleDefinition } from '../domain/rule-definition.ts';
import { checkRule } from '../domain/scoring-rule.ts';
import type { SaveRule, StoredRule } from './league-ports.ts';

interface Ports {
  readonly transaction: Transaction;
  readonly saveRule: SaveRule;
  readonly clock: Clock;
}

export interface NewRule {
  readonly version: string;
  readonly effectiveFrom: Month;
  readonly definition: RuleDefinition;
}

/**
 * Adds a version of the indicators and weights. It is published before it takes effect: never for a month that has begun.
 * Errors: `assessment.rule-contradicts`, `assessment.rule-exists`, `assessment.rule-reaches-back`.
 */
export const makeAddRule =
  ({ transaction, saveRule, clock }: Ports) =>
  (rule: NewRule, by: string): Promise<StoredRule> =>
    transaction(async (tx) => {
      const definition = checkRule(rule.definition);
      if (definition instanceof AppError) throw definition;
      const first = Month.next(Month.of(clock()));
      if (rule.effectiveFrom < first) throw reachesBack(first);
      const stored = { ...rule, definition, createdBy: by, createdAt: clock() };
      if (!(await saveRule(tx, stored))) throw alreadyThere(rule.version);
      return stored;
    });

const reachesBack = (first: Month): AppError =>
  new AppError(
    'assessment.rule-reaches-back',
    'conflict',
    `新规则须在生效前公布，最早自 ${first} 起生效。 This rule would take effect in a month that has begun; rules are published before they do: the earliest is ${first}.`,
    { errors: [{ pointer: '/effectiveFrom', code: 'reaches-back', detail: `must be ${first} or later` }] },
  );

const alreadyThere = (version: string): AppError =>
  new AppError(
    'assessment.rule-exists',
    'conflict',
    `There is a rule ${version} already; rules are never changed: give the new one another version.`,
  );
