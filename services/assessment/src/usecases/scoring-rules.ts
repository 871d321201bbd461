import { AppError, type Clock, Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { Transaction } from '@yuanqu/service-kit';
import { checkRule, type RuleDefinition } from '../domain/scoring-rule.ts';
import type { ListRules, ListTables, SaveRule, StoredRule } from './league-ports.ts';

interface Ports {
  readonly db: Executor;
  readonly transaction: Transaction;
  readonly listRules: ListRules;
  readonly listTables: ListTables;
  readonly saveRule: SaveRule;
  readonly clock: Clock;
}

export interface NewRule {
  readonly version: string;
  readonly effectiveFrom: Month;
  readonly definition: RuleDefinition;
}

/**
 * Adds a version of the indicators and weights. It may not reach back into months that are or were closed.
 * Errors: `assessment.rule-contradicts`, `assessment.rule-exists`, `assessment.rule-reaches-back`.
 */
export const makeAddRule =
  ({ transaction, listTables, saveRule, clock }: Ports) =>
  (rule: NewRule, by: string): Promise<StoredRule> =>
    transaction(async (tx) => {
      const definition = checkRule(rule.definition);
      if (definition instanceof AppError) throw definition;
      const [latest] = await listTables(tx, { after: undefined, published: false, limit: 1 });
      if (latest && rule.effectiveFrom <= latest.month) throw reachesBack(Month.next(latest.month));
      const stored = { ...rule, definition, createdBy: by, createdAt: clock() };
      if (!(await saveRule(tx, stored))) throw alreadyThere(rule.version);
      return stored;
    });

const reachesBack = (first: Month): AppError =>
  new AppError(
    'assessment.rule-reaches-back',
    'conflict',
    `This rule would take effect in a month that has been closed: the earliest it can is ${first}.`,
    { errors: [{ pointer: '/effectiveFrom', code: 'reaches-back', detail: `must be ${first} or later` }] },
  );

const alreadyThere = (version: string): AppError =>
  new AppError(
    'assessment.rule-exists',
    'conflict',
    `There is a rule ${version} already; rules are never changed: give the new one another version.`,
  );
