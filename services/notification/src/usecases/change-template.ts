import { AppError, type Clock, type FieldError } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { checkTemplate } from '../domain/check-template.ts';
import type { Language } from '../domain/language.ts';
import type { Wording } from '../domain/notice.ts';
import { noticedEventOf } from '../domain/noticed-events.ts';
import type { InTransaction, RecordAudit } from './ports.ts';

export interface Template extends Wording {
  readonly eventType: string;
  readonly language: Language;
  readonly revision: number;
  readonly changedBy: string;
  readonly changedAt: Date;
}

export interface TemplateStore {
  readonly lock: (tx: Executor, eventType: string, language: Language) => Promise<Template | undefined>;
  /** Inserts or replaces. */
  readonly save: (tx: Executor, template: Template) => Promise<void>;
}

export interface ChangeTemplatePorts {
  readonly transaction: InTransaction;
  readonly templates: TemplateStore;
  readonly audit: RecordAudit;
  readonly clock: Clock;
}

export interface TemplateChange extends Wording {
  readonly eventType: string;
  readonly language: Language;
  /** The revision it was made from; 0 where there was no template. */
  readonly revision: number;
}

/**
 * Changes what people read from now on; what was told stays as it was. Errors: `notification.unknown-event-type`,
 * `notification.invalid-template` with a pointer for each fault, `notification.template-changed`.
 */
export const makeChangeTemplate =
  ({ transaction, templates, audit, clock }: ChangeTemplatePorts) =>
  (change: TemplateChange, by: string): Promise<Template> => {
    refuseFaulty(change);
    return transaction(async (tx) => {
      const before = await templates.lock(tx, change.eventType, change.language);
      if ((before?.revision ?? 0) !== change.revision) throw templateChanged(before?.revision ?? 0);
      const template = { ...change, revision: change.revision + 1, changedBy: by, changedAt: clock() };
      await templates.save(tx, template);
      const target = `${change.eventType}/${change.language}`;
      await audit(tx, { action: 'template.changed', resource: 'policies', target, before, after: template });
      return template;
    });
  };

/** What is wrong with title and body, each fault with its place. Errors: `notification.unknown-event-type`. */
export function faultsOf({
  eventType,
  title,
  body,
}: Wording & { readonly eventType: string }): readonly FieldError[] {
  const noticed = noticedEventOf(eventType);
  if (!noticed) throw unknownEventType(eventType);
  return Object.entries({ title, body }).flatMap(([name, text]) =>
    checkTemplate(text, noticed.definition).map(({ code, detail }) => ({
      pointer: `/${name}`,
      code,
      detail,
    })),
  );
}

function refuseFaulty(change: TemplateChange): void {
  const errors = faultsOf(change);
  if (errors.length > 0)
    throw new AppError(
      'notification.invalid-template',
      'invalid',
      'The template uses what the event does not have; see errors.',
      { errors },
    );
}

const unknownEventType = (eventType: string): AppError =>
  new AppError(
    'notification.unknown-event-type',
    'not-found',
    `Nobody is told of events of type ${eventType}.`,
  );

const templateChanged = (revision: number): AppError =>
  new AppError(
    'notification.template-changed',
    'conflict',
    `The template was changed in the meantime: it is at revision ${revision} now. Read it again.`,
    { revision },
  );
