import type { Language } from './language.ts';
import { templateFormats } from './template-formats.ts';
import { parseTemplate, type TemplatePart } from './template-syntax.ts';

/** The template with its variables filled in; what the data does not have is written as a dash. */
export const renderTemplate = (
  text: string,
  data: Readonly<Record<string, unknown>>,
  language: Language,
): string =>
  parseTemplate(text)
    .parts.map((part) => renderPart(part, data, language))
    .join('');

function renderPart(part: TemplatePart, data: unknown, language: Language): string {
  if (part.kind === 'text') return part.text;
  const value = part.path.reduce(fieldOf, data);
  if (value === undefined || value === null) return '—';
  const format = templateFormats[part.format ?? 'plain'] ?? templateFormats['plain'];
  return withoutControls(format?.write(value, language) ?? '');
}

// What JSON has and nothing that an object inherits; of arrays their elements alone.
const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.keys(value).includes(name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

// A value must not be able to begin a new line of a mail's subject or of a log.
const withoutControls = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ');
