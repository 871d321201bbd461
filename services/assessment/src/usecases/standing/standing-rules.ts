import { AppError, type Clock, Month } from '@yuanqu/domain';
import { newEvent, standingRuleAnnounced } from '@yuanqu/events';
import type { Executor, Outbox } from '@yuanqu/messaging';
import type { Transaction, Who } from '@yuanqu/service-kit';
import { ruleInForce } from '../../domain/rule-in-force.ts';
import { checkStandingRule, type GradesGiven } from '../../domain/standing/check-standing-rule.ts';
import type { StandingRule } from '../../domain/standing/standing-rule.ts';
import { standingTermsText } from '../../domain/standing/standing-terms-text.ts';
import type { ListRules, StoredRule } from '../league-ports.ts';
import { announcementOf } from '../rule-announcement.ts';
import type { ListDone, ListStandingRules, SaveStandingRule, StoredStandingRule } from './standing-ports.ts';

interface Ports {
  readonly transaction: Transaction;
  readonly listDone: ListDone;
  readonly listRules: ListRules;
  readonly listStandingRules: ListStandingRules;
  readonly saveStandingRule: SaveStandingRule;
  readonly append: Outbox['append'];
  readonly clock: Clock;
}

/**
 * Adds a version of the rule, and tells it to those who are judged by it. It never reaches back into months that operators
 * have been judged by; of two for the same month the newer holds. Errors: `assessment.standing-rule-contradicts`,
 * `assessment.standing-rule-exists`, `assessment.standing-rule-reaches-back`.
 */
export const makeAddStandingRule =
  ({ transaction, listDone, listRules, listStandingRules, saveStandingRule, append, clock }: Ports) =>
  (rule: StandingRule, { by, context }: Who): Promise<StoredStandingRule> =>
    transaction(async (tx) => {
      const given = gradesGiven(await listRules(tx), rule.effectiveFrom);
      const definition = checkStandingRule(rule.definition, given);
      if (definition instanceof AppError) throw definition;
      await refuseReachingBack(tx, listDone, rule.effectiveFrom);
      const at = clock();
      const stored = { ...rule, definition, createdBy: by, createdAt: at };
      const announcement = announcementOf(stored, await listStandingRules(tx));
      if (!(await saveStandingRule(tx, stored))) throw alreadyThere(rule.version);
      const { zh: termsZh, en: termsEn } = standingTermsText(definition);
      const data = { ...announcement, termsZh, termsEn };
      await append(tx, [
        newEvent(standingRuleAnnounced, { subject: rule.version, revision: 1, time: at, data, context }),
      ]);
      return stored;
    });

const gradesOf = (rules: readonly StoredRule[]): readonly string[] =>
  rules.flatMap(({ definition: { grades = [] } }) => grades.map(({ grade }) => grade));

function gradesGiven(rules: readonly StoredRule[], first: Month): GradesGiven {
  const atFirst = ruleInForce(rules, first);
  return {
    atFirst: gradesOf(atFirst ? [atFirst] : []),
    later: gradesOf(rules.filter(({ effectiveFrom }) => effectiveFrom > first)),
  };
}

async function refuseReachingBack(tx: Executor, listDone: ListDone, first: Month): Promise<void> {
  const latest = (await listDone(tx)).find(({ outcome }) => outcome === 'judged');
  if (latest && first <= latest.month) throw reachesBack(Month.next(latest.month));
}

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
