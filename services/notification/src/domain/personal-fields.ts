/**
 * Which fields of an event may hold something about a person. Group chats are run by others, so nothing of these goes
 * there. A schema says so by `x-personal`; what people write freely may name anybody.
 */
export const isPersonalField = (name: string, schema: unknown): boolean =>
  namesPerson(name) ||
  freeText.has(name) ||
  (schema as Readonly<Record<string, unknown>> | undefined)?.['x-personal'] === true;

const freeText = new Set([
  'reason',
  'reasonZh',
  'reasonEn',
  'words',
  'note',
  'comment',
  'remark',
  'text',
  'answer',
  'objection',
]);

/** Whether a field of this name holds a person's name, number or address: no event that people are told of has one. */
export const namesPerson = (name: string): boolean =>
  /(phone|mobile|telephone|e-?mail|idnumber|identitycard|contact|personname|firstname|lastname|fullname|username|realname|legalperson|legalrepresentative)/i.test(
    name.replaceAll(/[_-]/g, ''),
  );
