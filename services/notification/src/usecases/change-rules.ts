import { AppError, type Clock, newId } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { channels } from '../domain/channel.ts';
import type { Rule, RuleContent } from '../domain/rule.ts';
import { faultsOfRule, refusePointless } from '../domain/check-rule.ts';
import type { InTransaction, ReadParkNames, RecordAudit } from './ports.ts';

/** The rules as rows. `insert` answers false when a rule for the same event, severity, role and park exists. */
export interface RuleStore {
  readonly lock: (tx: Executor, id: string) => Promise<Rule | undefined>;
  readonly insert: (tx: Executor, rule: Rule) => Promise<boolean>;
  readonly update: (tx: Executor, rule: Rule) => Promise<void>;
  readonly remove: (tx: Executor, id: string) => Promise<void>;
}

export interface ChangeRulesPorts {
  readonly transaction: InTransaction;
  readonly rules: RuleStore;
  readonly readParkNames: ReadParkNames;
  readonly audit: RecordAudit;
  readonly clock: Clock;
}

/** Makes a rule. Errors: `notification.rule-exists`, `notification.pointless-rule`. */
export const makeCreateRule =
  ({ transaction, rules, readParkNames, audit, clock }: ChangeRulesPorts) =>
  (content: RuleContent, by: string): Promise<Rule> =>
    transaction(async (tx) => {
      refusePointless(faultsOfRule(content, await isKnown(readParkNames, tx, content.park)));
      const rule: Rule = { ...inOrder(content), id: newId(), revision: 1, changedBy: by, changedAt: clock() };
      if (!(await rules.insert(tx, rule))) throw ruleExists();
      await audit(tx, { action: 'rule.created', resource: 'policies', target: rule.id, after: rule });
      return rule;
    });

/**
 * Changes a rule as it was at `revision`. Errors: `notification.unknown-rule`, `notification.rule-changed`,
 * `notification.pointless-rule`.
 */
export const makeChangeRule =
  ({ transaction, rules, readParkNames, audit, clock }: ChangeRulesPorts) =>
  (id: string, revision: number, content: RuleContent, by: string): Promise<Rule> =>
    transaction(async (tx) => {
      const before = await rules.lock(tx, id);
      if (!before) throw unknownRule(id);
      if (before.revision !== revision) throw ruleChanged(before);
      refusePointless(faultsOfRule(content, await isKnown(readParkNames, tx, content.park)));
      const rule: Rule = {
        ...inOrder(content),
        id,
        revision: revision + 1,
        changedBy: by,
        changedAt: clock(),
      };
      await rules.update(tx, rule);
      await audit(tx, { action: 'rule.changed', resource: 'policies', target: id, before, after: rule });
      return rule;
    });

/** Takes a rule away. Errors: `notification.unknown-rule`. */
export const makeRemoveRule =
  ({ transaction, rules, audit }: ChangeRulesPorts) =>
  (id: string): Promise<void> =>
    transaction(async (tx) => {
      const before = await rules.lock(tx, id);
      if (!before) throw unknownRule(id);
      await rules.remove(tx, id);
      await audit(tx, { action: 'rule.removed', resource: 'policies', target: id, before });
    });

const isKnown = async (readParkNames: ReadParkNames, tx: Executor, park: string | null): Promise<boolean> =>
  park !== null && (await readParkNames(tx, [park])).has(park);

// The inbox is always among them, whatever was asked for, and each once.
const inOrder = (content: RuleContent): RuleContent => ({
  ...content,
  channels: channels.filter((channel) => channel === 'in-app' || content.channels.includes(channel)),
});

const unknownRule = (id: string): AppError =>
  new AppError('notification.unknown-rule', 'not-found', `There is no rule ${id}.`);

const ruleExists = (): AppError =>
  new AppError(
    'notification.rule-exists',
    'conflict',
    'There is a rule for this event, severity, role and park already; change that one.',
  );

const ruleChanged = ({ revision }: Rule): AppError =>
  new AppError(
    'notification.rule-changed',
    'conflict',
    `The rule was changed in the meantime: it is at revision ${revision} now. Read it again.`,
    { revision },
  );
