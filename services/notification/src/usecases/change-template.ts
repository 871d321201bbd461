import { AppError, type Clock, type FieldError } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { checkTemplate } from '../domain/check-template.ts';
import type { Language } from '../domain/language.ts';
import type { Wording } from '../domain/notice.ts';
import { noticedEventOf } from '../domain/noticed-events.ts';
import { personalVariables } from '../domain/word-for-robots.ts';
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
  /** False when there was none. */
  readonly remove: (tx: Executor, eventType: string, language: Language) => Promise<boolean>;
}

export interface ChangeTemplatePorts {
  readonly transaction: InTransaction;
  readonly templates: TemplateStore;
  readonly audit: RecordAudit;
  readonly clock: Clock;
  /** For whom the templates are: group chats read nothing that may be about a person. */
  readonly readers?: Readers;
}

/** Who reads a template. */
export type Readers = 'people' | 'robots';

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
  ({ transaction, templates, audit, clock, readers = 'people' }: ChangeTemplatePorts) =>
  (change: TemplateChange, by: string): Promise<Template> => {
    refuseFaulty(change, readers);
    return transaction(async (tx) => {
      const before = await templates.lock(tx, change.eventType, change.language);
      if ((before?.revision ?? 0) !== change.revision) throw templateChanged(before?.revision ?? 0);
      const template = { ...change, revision: change.revision + 1, changedBy: by, changedAt: clock() };
      await templates.save(tx, template);
      const target = `${change.eventType}/${change.language}`;
      const action = readers === 'robots' ? 'robot-template.changed' : 'template.changed';
      await audit(tx, { action, resource: 'policies', target, before, after: template });
      return template;
    });
  };

/** What is wrong with title and body, each fault with its place. Errors: `notification.unknown-event-type`. */
export function faultsOf(
  { eventType, title, body }: Wording & { readonly eventType: string },
  readers: Readers = 'people',
): readonly FieldError[] {
  const noticed = noticedEventOf(eventType);
  if (!noticed) throw unknownEventType(eventType);
  return Object.entries({ title, body }).flatMap(([name, text]) => {
    const faults: readonly FieldError[] = checkTemplate(text, noticed.told).map(({ code, detail }) => ({
      pointer: `/${name}`,
      code,
      detail,
    }));
    if (readers === 'people') return faults;
    return faults.concat(personalVariables(eventType, text).map((path) => personalField(name, path)));
  });
}

const personalField = (name: string, path: string): FieldError => ({
  pointer: `/${name}`,
  code: 'template.personal-field',
  detail: `{{${path}}} may be about a person; group chats are told nothing of the kind`,
});

function refuseFaulty(change: TemplateChange, readers: Readers): void {
  const errors = faultsOf(change, readers);
  if (errors.length > 0)
    throw new AppError(
      'notification.invalid-template',
      'invalid',
      'The template uses what the event does not have; see errors.',
      { errors },
    );
}

/** Takes a template of robots away: chats read the people's again, less what is about persons. Errors: `notification.unknown-template`. */
export const makeRemoveRobotTemplate =
  ({ transaction, templates, audit }: ChangeTemplatePorts) =>
  (eventType: string, language: Language): Promise<void> =>
    transaction(async (tx) => {
      const before = await templates.lock(tx, eventType, language);
      if (!before || !(await templates.remove(tx, eventType, language))) throw unknownTemplate;
      const target = `${eventType}/${language}`;
      await audit(tx, { action: 'robot-template.removed', resource: 'policies', target, before });
    });

const unknownTemplate = new AppError(
  'notification.unknown-template',
  'not-found',
  '没有该模板。 There is no template of robots for this event in this language.',
);

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
