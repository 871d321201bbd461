import type { FastifySchemaCompiler } from 'fastify';
import { type TObject, type TSchema, Type } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { Errors } from 'typebox/value';
import { discriminated } from '../schema/discriminated.ts';
import { fromText, keywordOf } from '../schema/from-text.ts';

/**
 * Checks requests against their schemas. Bodies are taken as they are: neither coerced nor stripped. Query, path and
 * headers are texts by nature: their fields become what the schema says and get its defaults.
 */
export const validator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const compiled = Compile(httpPart === 'querystring' && isObject(schema) ? closed(schema) : schema);
  const read =
    httpPart === 'body' || !isObject(schema)
      ? (value: unknown) => value
      : (value: unknown) => fromTexts(schema, value);
  return (value: unknown) => {
    const found = read(value);
    return compiled.Check(found) ? { value: found } : { error: errorsOf(schema, compiled, found) };
  };
};

/** What is wrong with the value by the branches that it names; by the whole schema where they find nothing. */
function errorsOf(schema: TSchema, compiled: Validator, value: unknown) {
  const narrowed = discriminated(schema, value);
  const errors = Errors(narrowed, value);
  return errors.length > 0
    ? withDescriptions(narrowed, errors)
    : withDescriptions(schema, compiled.Errors(value));
}

/** A pattern says little to people: its schema's description goes along, for the words of the answer. */
const withDescriptions = (
  schema: TSchema,
  errors: ReturnType<ReturnType<typeof Compile>['Errors']>,
): ReturnType<ReturnType<typeof Compile>['Errors']> =>
  errors.map((error) =>
    error.keyword === 'pattern'
      ? { ...error, params: { ...error.params, wanted: descriptionAt(schema, error.schemaPath) } }
      : error,
  );

function descriptionAt(schema: TSchema, schemaPath: string): unknown {
  const at = schemaPath
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (part, name) =>
        typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[name] : undefined,
      schema,
    );
  return (at as { readonly description?: unknown } | undefined)?.description;
}

/** A parameter that nobody reads is a slip of the pen: `?dryrun=true` must not become an import. */
const closed = ({ properties }: TObject): TSchema => Type.Object(properties, { additionalProperties: false });

const isObject = (schema: TSchema): schema is TObject =>
  keywordOf(schema, 'type') === 'object' && keywordOf(schema, 'properties') !== undefined;

function fromTexts(schema: TObject, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const fields: Record<string, unknown> = { ...value };
  for (const [name, property] of Object.entries<TSchema>(schema.properties)) {
    const field =
      fields[name] === undefined ? keywordOf(property, 'default') : fromField(property, fields[name]);
    if (field !== undefined) fields[name] = field;
  }
  return fields;
}

/** A field that may be repeated (`?status=let&status=vacant`) is a list even when it comes once. */
function fromField(schema: TSchema, field: unknown): unknown {
  const items = keywordOf(schema, 'type') === 'array' ? (keywordOf(schema, 'items') as TSchema) : undefined;
  if (items)
    return [field].flat().map((item: unknown) => (typeof item === 'string' ? fromText(items, item) : item));
  return typeof field === 'string' ? fromText(schema, field) : field;
}
