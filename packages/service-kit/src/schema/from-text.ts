import type { TSchema } from 'typebox';

/**
 * What a text means by the schema's type: whole and decimal numbers, `true` and `false`, instants. A text that is none stays
 * one, for the check to refuse; nothing is rounded, cut off or guessed.
 */
export function fromText(schema: TSchema, text: string): unknown {
  switch (keywordOf(schema, 'type')) {
    case 'integer':
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    default:
      // In an address + means a space: 08:00+08:00 arrives as 08:00 08:00.
      return keywordOf(schema, 'format') === 'date-time' ? text.replace(/ (?=\d\d:\d\d$)/, '+') : text;
  }
}

/** A keyword of the schema, whatever its kind. */
export const keywordOf = (schema: TSchema, keyword: string): unknown =>
  (schema as unknown as Record<string, unknown>)[keyword];
