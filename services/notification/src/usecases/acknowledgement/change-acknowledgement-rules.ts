import { AppError, type Clock, newId } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type {
  AcknowledgementRule,
  AcknowledgementRuleContent,
} from '../../domain/acknowledgement/acknowledgement-rule.ts';
import { channels } from '../../domain/channel.ts';
import { faultsOfAcknowledgement, refusePointless } from '../../domain/check-rule.ts';
import type { InTransaction, RecordAudit } from '../ports.ts';

/** The rules as rows. `insert` and `update` answer false when another holds for the same event type and severity. */
export interface AcknowledgementRuleStore {
  readonly list: () => Promise<readonly AcknowledgementRule[]>;
  readonly lock: (tx: Executor, id: string) => Promise<AcknowledgementRule | undefined>;
  readonly insert: (tx: Executor, rule: AcknowledgementRule) => Promise<boolean>;
  readonly update: (tx: Executor, rule: AcknowledgementRule) => Promise<boolean>;
  readonly remove: (tx: Executor, id: string) => Promise<void>;
}

export interface ChangeAcknowledgementRulesPorts {
  readonly transaction: InTransaction;
  readonly rules: AcknowledgementRuleStore;
  /** The roles that rules tell of events of a type. */
  readonly rolesTold: (tx: Executor, eventType: string) => Promise<readonly string[]>;
  readonly audit: RecordAudit;
  readonly clock: Clock;
}

/** Makes a rule; what is open already keeps the steps that it was opened with. Errors: `notification.acknowledgement-rule-exists`, `notification.pointless-rule`. */
export const makeAddAcknowledgementRule =
  ({ transaction, rules, rolesTold, audit, clock }: ChangeAcknowledgementRulesPorts) =>
  (content: AcknowledgementRuleContent, by: string): Promise<AcknowledgementRule> =>
    transaction(async (tx) => {
      refusePointless(faultsOfAcknowledgement(content, await rolesTold(tx, content.eventType)));
      const rule = { ...inOrder(content), id: newId(), revision: 1, changedBy: by, changedAt: clock() };
      if (!(await rules.insert(tx, rule))) throw ruleExists;
      await audit(tx, {
        action: 'acknowledgement-rule.created',
        resource: 'policies',
        target: rule.id,
        after: rule,
      });
      return rule;
    });

/**
 * Changes a rule as it was at `revision`. Errors: `notification.unknown-acknowledgement-rule`,
 * `acknowledgement-rule-changed`, `acknowledgement-rule-exists`, `pointless-rule`.
 */
export const makeChangeAcknowledgementRule =
  ({ transaction, rules, rolesTold, audit, clock }: ChangeAcknowledgementRulesPorts) =>
  (
    id: string,
    revision: number,
    content: AcknowledgementRuleContent,
    by: string,
  ): Promise<AcknowledgementRule> =>
    transaction(async (tx) => {
      const before = await rules.lock(tx, id);
      if (!before) throw unknownRule;
      if (before.revision !== revision) throw ruleChanged(before);
      refusePointless(faultsOfAcknowledgement(content, await rolesTold(tx, content.eventType)));
      const rule = {
        ...inOrder(content),
        id,
        revision: revision + 1,
        changedBy: by,
        changedAt: clock(),
      };
      if (!(await rules.update(tx, rule))) throw ruleExists;
      await audit(tx, {
        action: 'acknowledgement-rule.changed',
        resource: 'policies',
        target: id,
        before,
        after: rule,
      });
      return rule;
    });

/** Takes a rule away. Errors: `notification.unknown-acknowledgement-rule`. */
export const makeRemoveAcknowledgementRule =
  ({ transaction, rules, audit }: ChangeAcknowledgementRulesPorts) =>
  (id: string): Promise<void> =>
    transaction(async (tx) => {
      const before = await rules.lock(tx, id);
      if (!before) throw unknownRule;
      await rules.remove(tx, id);
      await audit(tx, { action: 'acknowledgement-rule.removed', resource: 'policies', target: id, before });
    });

// The inbox is always among them: there it is acknowledged.
const inOrder = (content: AcknowledgementRuleContent): AcknowledgementRuleContent => ({
  ...content,
  steps: content.steps.map(({ role, withinDays, channels: chosen }) => ({
    role,
    withinDays,
    channels: channels.filter((channel) => channel === 'in-app' || chosen.includes(channel)),
  })),
});

const unknownRule = new AppError(
  'notification.unknown-acknowledgement-rule',
  'not-found',
  '没有该签收规则。 There is no such rule; GET /acknowledgement-rules lists them.',
);
const ruleExists = new AppError(
  'notification.acknowledgement-rule-exists',
  'conflict',
  '该事件及级别已有签收规则。 There is a rule for this event type and severity already; change that one.',
);
const ruleChanged = ({ revision }: AcknowledgementRule): AppError =>
  new AppError(
    'notification.acknowledgement-rule-changed',
    'conflict',
    `签收规则已被修改。 The rule was changed meanwhile: it is at revision ${revision} now. Read it again.`,
    { revision },
  );
