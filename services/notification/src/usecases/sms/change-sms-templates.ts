import { AppError, type Clock } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { Language } from '../../domain/language.ts';
import {
  faultsOfVariables,
  type SmsTemplate,
  type SmsTemplateContent,
} from '../../domain/sms/sms-template.ts';
import type { InTransaction, RecordAudit } from '../ports.ts';

export interface SmsTemplateStore {
  readonly list: () => Promise<readonly SmsTemplate[]>;
  readonly lock: (tx: Executor, eventType: string, language: Language) => Promise<SmsTemplate | undefined>;
  /** Inserts or replaces. */
  readonly save: (tx: Executor, template: SmsTemplate) => Promise<void>;
  readonly remove: (tx: Executor, eventType: string, language: Language) => Promise<void>;
}

export interface ChangeSmsTemplatesPorts {
  readonly transaction: InTransaction;
  readonly templates: SmsTemplateStore;
  readonly audit: RecordAudit;
  readonly clock: Clock;
}

/**
 * Sets which template of the provider tells of an event; revision 0 where there was none.
 * Errors: `notification.invalid-template` with a pointer for each fault, `notification.template-changed`.
 */
export const makeSetSmsTemplate =
  ({ transaction, templates, audit, clock }: ChangeSmsTemplatesPorts) =>
  (content: SmsTemplateContent, revision: number, by: string): Promise<SmsTemplate> => {
    const errors = faultsOfVariables(content);
    if (errors.length > 0) throw invalidVariables(errors);
    return transaction(async (tx) => {
      const before = await templates.lock(tx, content.eventType, content.language);
      if ((before?.revision ?? 0) !== revision) throw templateChanged(before?.revision ?? 0);
      const template = { ...content, revision: revision + 1, changedBy: by, changedAt: clock() };
      await templates.save(tx, template);
      const target = `${content.eventType}/${content.language}`;
      await audit(tx, { action: 'sms-template.set', resource: 'policies', target, before, after: template });
      return template;
    });
  };

/** Takes one away. Errors: `notification.unknown-template`. */
export const makeRemoveSmsTemplate =
  ({ transaction, templates, audit }: ChangeSmsTemplatesPorts) =>
  (eventType: string, language: Language): Promise<void> =>
    transaction(async (tx) => {
      const before = await templates.lock(tx, eventType, language);
      if (!before) throw unknownTemplate;
      await templates.remove(tx, eventType, language);
      const target = `${eventType}/${language}`;
      await audit(tx, { action: 'sms-template.removed', resource: 'policies', target, before });
    });

const invalidVariables = (errors: ReturnType<typeof faultsOfVariables>): AppError =>
  new AppError(
    'notification.invalid-template',
    'invalid',
    '短信模板变量有误。 The variables use what the event does not have, or what is about persons; see errors.',
    { errors },
  );
const templateChanged = (revision: number): AppError =>
  new AppError(
    'notification.template-changed',
    'conflict',
    `短信模板已被修改。 The template was changed meanwhile: it is at revision ${revision} now. Read it again.`,
    { revision },
  );
const unknownTemplate = new AppError(
  'notification.unknown-template',
  'not-found',
  '没有该短信模板。 There is no SMS template for this event in this language.',
);
