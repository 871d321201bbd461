import { AppError, type Clock, Month } from '@yuanqu/domain';
import { newEvent, scoringRuleAnnounced } from '@yuanqu/events';
import type { Outbox } from '@yuanqu/messaging';
import type { Transaction, Who } from '@yuanqu/service-kit';
import { indicatorsText } from '../domain/indicator-names.ts';
import { type RuleDefinition } from '../domain/rule-definition.ts';
import { checkRule } from '../domain/scoring-rule.ts';
import type { ListRules, SaveRule, StoredRule } from './league-ports.ts';
import { announcementOf } from './rule-announcement.ts';

interface Ports {
  readonly transaction: Transaction;
  readonly listRules: ListRules;
  readonly saveRule: SaveRule;
  readonly append: Outbox['append'];
  readonly clock: Clock;
}

export interface NewRule {
  readonly version: string;
  readonly effectiveFrom: Month;
  readonly definition: RuleDefinition;
}

/**
 * Adds a version of the indicators and weights, and tells it to those who are judged by it. It is published before it takes
 * effect: never for a month that has begun; of two for the same month the newer holds.
 * Errors: `assessment.rule-contradicts`, `assessment.rule-exists`, `assessment.rule-reaches-back`.
 */
export const makeAddRule =
  ({ transaction, listRules, saveRule, append, clock }: Ports) =>
  (rule: NewRule, { by, context }: Who): Promise<StoredRule> =>
    transaction(async (tx) => {
      const definition = checkRule(rule.definition);
      if (definition instanceof AppError) throw definition;
      const at = clock();
      const first = Month.next(Month.of(at));
      if (rule.effectiveFrom < first) throw reachesBack(first);
      const stored = { ...rule, definition, createdBy: by, createdAt: at };
      const announcement = announcementOf(stored, await listRules(tx));
      if (!(await saveRule(tx, stored))) throw alreadyThere(rule.version);
      const { zh: indicatorsZh, en: indicatorsEn } = indicatorsText(definition);
      const data = { ...announcement, indicatorsZh, indicatorsEn };
      await append(tx, [
        newEvent(scoringRuleAnnounced, { subject: rule.version, revision: 1, time: at, data, context }),
      ]);
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
    `规则 ${version} 已存在，规则不可修改，请另起版本号。 There is a rule ${version} already; rules are never changed: give the new one another version.`,
  );
