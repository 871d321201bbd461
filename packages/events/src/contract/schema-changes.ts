import { isDeepStrictEqual } from 'node:util';
import type { JsonSchema } from './json-schema.ts';

/** A difference between two schemas that a reader or a writer of either would notice. */
export interface SchemaChange {
  /** Where: `data.subParks[].code`; empty for the message as a whole. */
  readonly field: string;
  readonly what: string;
  /** Whether making the field optional would do. */
  readonly mayBecomeOptional: boolean;
}

/**
 * What changed from one schema to the other, but for annotations, the order of things, and new optional fields. Read the
 * changes in both directions: what is narrowed refuses events written before, what is widened is refused by consumers
 * of an earlier release.
 */
export function schemaChanges(before: JsonSchema, after: JsonSchema, field = ''): readonly SchemaChange[] {
  const was = plain(before);
  const is = plain(after);
  if (kindOf(was) !== kindOf(is)) return [change(field, `was retyped from ${kindOf(was)} to ${kindOf(is)}`)];
  if (was['enum'] || is['enum']) return changedValues(was['enum'], is['enum'], field);
  return [
    ...changedFields(was, is, field),
    ...changedItems(was, is, field),
    ...changedAlternatives(was, is, field),
    ...changedKeywords(was, is, field),
  ];
}

const compared = new Set(['type', 'properties', 'required', 'items', 'anyOf']);
const isAnnotation = (keyword: string): boolean =>
  /^(\$schema|\$id|\$comment|title|description|examples|default|x-.*)$/.test(keyword);

// Bounds, and which way they narrow.
const lowerBounds = new Set(['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties']);
const upperBounds = new Set(['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties']);

const narrowed = 'events written before may not fit';
const widened = 'consumers of an earlier release refuse what is new';

const change = (field: string, what: string, mayBecomeOptional = false): SchemaChange => ({
  field,
  what,
  mayBecomeOptional,
});

/** One constant, or a choice of constants, is an enumeration, however it was written. */
function plain(schema: JsonSchema): JsonSchema {
  const { const: constant, anyOf, ...rest } = schema;
  if (constant !== undefined) return { ...rest, enum: [constant] };
  if (!Array.isArray(anyOf)) return schema;
  const constants = (anyOf as readonly JsonSchema[]).map((choice) => choice['const']);
  return constants.includes(undefined) ? schema : { ...rest, enum: constants };
}

function kindOf(schema: JsonSchema): string {
  if (typeof schema['type'] === 'string') return schema['type'];
  if (Array.isArray(schema['enum']))
    return [...new Set(schema['enum'].map((value) => typeof value))].join(' or ');
  return 'anyOf' in schema ? 'one of several' : 'anything';
}

function changedFields(was: JsonSchema, is: JsonSchema, parent: string): readonly SchemaChange[] {
  const before = fieldsOf(was);
  const after = fieldsOf(is);
  const added = Object.keys(after).filter((name) => !(name in before));
  const pathOf = (name: string) => (parent ? `${parent}.${name}` : name);
  const kept = Object.entries(before).flatMap(([name, schema]): readonly SchemaChange[] => {
    const present = after[name];
    if (present) return schemaChanges(schema, present, pathOf(name));
    const alias = added.find((candidate) => isDeepStrictEqual(after[candidate], schema));
    return [change(pathOf(name), alias ? `was renamed to ${alias}` : 'was removed')];
  });
  return [...kept, ...changedObligations(was, is, pathOf)];
}

function changedObligations(
  was: JsonSchema,
  is: JsonSchema,
  pathOf: (name: string) => string,
): readonly SchemaChange[] {
  const before = fieldsOf(was);
  const [wasRequired, isRequired] = [requiredOf(was), requiredOf(is)];
  return Object.keys(fieldsOf(is)).flatMap((name): readonly SchemaChange[] => {
    if (isRequired.has(name) === wasRequired.has(name)) return [];
    if (!isRequired.has(name))
      return [change(pathOf(name), 'is no longer required, but consumers rely on it')];
    const what = name in before ? 'has become required' : 'is new and required';
    return [change(pathOf(name), `${what}, but events written before lack it`, true)];
  });
}

const changedItems = (was: JsonSchema, is: JsonSchema, field: string): readonly SchemaChange[] =>
  was['items'] && is['items']
    ? schemaChanges(was['items'] as JsonSchema, is['items'] as JsonSchema, `${field}[]`)
    : [];

function changedAlternatives(was: JsonSchema, is: JsonSchema, field: string): readonly SchemaChange[] {
  const before = (was['anyOf'] ?? []) as readonly JsonSchema[];
  const after = (is['anyOf'] ?? []) as readonly JsonSchema[];
  if (before.length !== after.length)
    return [change(field, `has ${after.length} alternatives instead of ${before.length}`)];
  return before.flatMap((schema, index) => schemaChanges(schema, after[index] ?? {}, field));
}

function changedValues(before: unknown, after: unknown, field: string): readonly SchemaChange[] {
  if (!Array.isArray(before)) return [change(field, `takes listed values only: ${narrowed}`)];
  if (!Array.isArray(after)) return [change(field, `takes any value: ${widened}`)];
  const removed = before.filter((value) => !after.includes(value));
  const added = after.filter((value) => !before.includes(value));
  return [
    ...(removed.length > 0 ? [change(field, `no longer takes ${listed(removed)}: ${narrowed}`)] : []),
    ...(added.length > 0 ? [change(field, `also takes ${listed(added)}: ${widened}`)] : []),
  ];
}

function changedKeywords(was: JsonSchema, is: JsonSchema, field: string): readonly SchemaChange[] {
  const keywords = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return keywords
    .filter((keyword) => !compared.has(keyword) && !isAnnotation(keyword))
    .filter((keyword) => !isDeepStrictEqual(was[keyword], is[keyword]))
    .map((keyword) => {
      const effect = effectOf(keyword, was[keyword], is[keyword]);
      return change(field, `has ${keyword} ${shown(is[keyword])} instead of ${shown(was[keyword])}${effect}`);
    });
}

function effectOf(keyword: string, before: unknown, after: unknown): string {
  const sign = lowerBounds.has(keyword) ? 1 : upperBounds.has(keyword) ? -1 : 0;
  if (sign === 0) return '';
  const tightness = (bound: unknown) => (typeof bound === 'number' ? bound * sign : Number.NEGATIVE_INFINITY);
  return tightness(after) > tightness(before) ? `: ${narrowed}` : `: ${widened}`;
}

const fieldsOf = (schema: JsonSchema) => (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
const requiredOf = (schema: JsonSchema): ReadonlySet<string> =>
  new Set((schema['required'] ?? []) as readonly string[]);
const listed = (values: readonly unknown[]): string => values.map(shown).join(', ');
const shown = (value: unknown): string => (value === undefined ? 'none' : JSON.stringify(value));
