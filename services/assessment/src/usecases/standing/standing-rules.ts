import { AppError, type Clock, Month } from '@yuanqu/domain';
import type { Transaction } from '@yuanqu/service-kit';
import { checkStandingRule, type StandingRule } from '../../domain/standing/standing-rule.ts';
import type { ListDone, SaveStandingRule, StoredStandingRule } from './standing-ports.ts';

interface Ports {
  readonly transaction: Transaction;
  readonly listDone: ListDone;
  readonly saveStandingRule: SaveStandingRule;
  readonly clock: Clock;
}

/**
 * Adds a version of the rule. It never reaches back into months that operators have been judged by; of two for the same
 * month the newer holds. Errors: `assessment.standing-rule-contradicts`, `assessment.standing-rule-exists`,
 * `assessment.standing-rule-reaches-back`.
 */
export const makeAddStandingRule =
  ({ transaction, listDone, saveStandingRule, clock }: Ports) =>
  (rule: StandingRule, by: string): Promise<StoredStandingRule> =>
    transaction(async (tx) => {
      const definition = checkStandingRule(rule.definition);
      if (definition instanceof AppError) throw definition;
      const latest = (await listDone(tx)).find(({ outcome }) => outcome === 'judged');
      if (latest && rule.effectiveFrom <= latest.month) throw reachesBack(Month.next(latest.month));
      const stored = { ...rule, definition, createdBy: by, createdAt: clock() };
      if (!(await saveStandingRule(tx, stored))) throw alreadyThere(rule.version);
      return stored;
    });

const reachesBack = (first: Month): AppError =>
  new AppError(
    'assessment.standing-rule-reaches-back',
    'conflict',
    `规则不得追溯，最早自 ${first} 起生效。 Operators have been judged by an earlier rule already: this one can take effect from ${first} on.`,
    { errors: [{ pointer: '/effectiveFrom', code: 'reaches-back', detail: `must be ${first} or later` }] },
  );

const alreadyThere = (version: string): AppError =>
  new AppError(
    'assessment.standing-rule-exists',
    'conflict',
    `规则 ${version} 已存在，规则不可修改，请另起版本号。 There is a rule ${version} already; rules are never changed: give the new one another version.`,
  );
