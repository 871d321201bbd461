import type { Language } from './language.ts';
import type { Wording } from './notice.ts';
import { noticedEventOf } from './noticed-events.ts';
import { isPersonalField } from './personal-fields.ts';
import { renderTemplate } from './render-template.ts';
import { parseTemplate } from './template-syntax.ts';

const maxTitle = 200;
const maxBody = 4_000;

/**
 * What a group chat reads of an event. Fields that may be about a person are left out, by whatever template, and so are
 * numbers in the others that look like those of a phone or an identity card.
 */
export function wordForRobots(
  eventType: string,
  { title, body }: Wording,
  data: Readonly<Record<string, unknown>>,
  language: Language,
): Wording {
  const shown = withoutPersonal(eventType, data);
  const write = (text: string, max: number): string =>
    withoutNumbers(renderTemplate(text, shown, language)).slice(0, max);
  return { title: write(title, maxTitle), body: write(body, maxBody) };
}

/** The variables of a template that may be about a person, by their dotted names. */
export const personalVariables = (eventType: string, text: string): readonly string[] =>
  parseTemplate(text).parts.flatMap((part) =>
    part.kind === 'variable' && isPersonalPath(eventType, part.path) ? [part.path.join('.')] : [],
  );

type Schema = Readonly<Record<string, unknown>>;

function isPersonalPath(eventType: string, path: readonly string[]): boolean {
  let schema = noticedEventOf(eventType)?.definition.data as Schema | undefined;
  return path.some((name) => {
    schema = /^\d+$/.test(name)
      ? (schema?.['items'] as Schema | undefined)
      : (schema?.['properties'] as Readonly<Record<string, Schema>> | undefined)?.[name];
    return isPersonalField(name, schema);
  });
}

const hidden = '***';

/** The data with a placeholder in every field that may be about a person. */
export function withoutPersonal(
  eventType: string,
  data: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const hide = (value: unknown, path: readonly string[]): unknown => {
    if (path.length > 0 && isPersonalPath(eventType, path)) return hidden;
    if (Array.isArray(value)) return value.map((item, at) => hide(item, [...path, String(at)]));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, hide(inner, [...path, name])]),
    );
  };
  return hide(data, []) as Readonly<Record<string, unknown>>;
}

// A mobile number of China; an identity card's number (GB 11643), which unlike a credit code (GB 32100) has a birthday in it.
const numbers =
  /(?<!\d)(?:(?:\+?86)?1[3-9]\d{9}|[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])(?![\dA-Za-z])/g;

const withoutNumbers = (text: string): string => text.replaceAll(numbers, hidden);
