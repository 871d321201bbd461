import type { FieldError } from '@yuanqu/domain';
import { checkTemplate } from '../check-template.ts';
import { cutToBytes } from '../robots/cut-to-bytes.ts';
import type { Language } from '../language.ts';
import { noticedEventOf } from '../noticed-events.ts';
import { personalVariables } from '../word-for-robots.ts';
import { renderTemplate } from '../render-template.ts';

/** Which template of the provider tells of an event type, and what is put into its variables. */
export interface SmsTemplateContent {
  /** `*`: any event that has none of its own. */
  readonly eventType: string;
  readonly language: Language;
  /** As the provider approved it. */
  readonly templateId: string;
  /** By the provider's name: a field of the event and perhaps a format, `rate | percent`; `title` is the notice's. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface SmsTemplate extends SmsTemplateContent {
  readonly revision: number;
  readonly changedBy: string;
  readonly changedAt: Date;
}

export const anyEvent = '*';

// What providers take in one variable is 35 characters at most.
const maxVariableBytes = 35 * 3;

/** The variables filled in, each short enough for a provider. */
export const fillVariables = (
  variables: Readonly<Record<string, string>>,
  data: Readonly<Record<string, unknown>>,
  language: Language,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(variables).map(([name, expression]) => [
      name,
      cutToBytes(renderTemplate(`{{${expression}}}`, data, language), maxVariableBytes),
    ]),
  );

/** What is wrong with the variables, each fault with its place. A provider is told nothing about persons. */
export function faultsOfVariables({ eventType, variables }: SmsTemplateContent): readonly FieldError[] {
  const definition = noticedEventOf(eventType)?.told;
  return Object.entries(variables).flatMap(([name, expression]): readonly FieldError[] => {
    const pointer = `/variables/${name}`;
    if (expression.trim() === 'title') return [];
    if (!definition) return [onlyTitle(pointer)];
    const text = `{{${expression}}}`;
    const faults: readonly FieldError[] = checkTemplate(text, definition).map(({ code, detail }) => ({
      pointer,
      code,
      detail,
    }));
    return faults.concat(personalVariables(eventType, text).map((path) => aboutPerson(pointer, path)));
  });
}

const onlyTitle = (pointer: string): FieldError => ({
  pointer,
  code: 'template.unknown-variable',
  detail: 'the template for any event knows title only',
});

const aboutPerson = (pointer: string, path: string): FieldError => ({
  pointer,
  code: 'template.personal-field',
  detail: `${path} may be about a person; the provider is told nothing of the kind`,
});
