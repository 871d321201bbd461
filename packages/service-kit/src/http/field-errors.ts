import {
  DaySchema,
  type FieldError,
  IndustryClassSchema,
  InstantSchema,
  MoneyFenSchema,
  MonthSchema,
  UsccSchema,
} from '@yuanqu/domain';
import type { FastifySchemaValidationError } from 'fastify';
import { type TSchema, Type } from 'typebox';
import { keywordOf } from '../schema/from-text.ts';

/**
 * What a schema found wrong, as field errors. Pointers are JSON pointers into the body (`/units/0/areaM2`), or begin
 * with the part of the request (`/query/cursor`). Of the branches of a union only the union itself is reported.
 */
export function fieldErrors(
  found: readonly FastifySchemaValidationError[],
  part = 'body',
): readonly FieldError[] {
  const prefix = parts[part] ?? `/${part}`;
  const errors = found.flatMap((error) => fromSchemaError(error, prefix, found));
  const unions = new Set(
    found.filter(({ keyword }) => keyword === 'anyOf').map(({ schemaPath }) => schemaPath),
  );
  const outside = errors.filter(
    ({ schemaPath }) => ![...unions].some((union) => schemaPath.startsWith(`${union}/anyOf`)),
  );
  const seen = new Set<string>();
  return outside
    .filter(({ pointer }) => !seen.has(pointer) && seen.add(pointer))
    .map(({ pointer, code, detail }) => ({ pointer, code, detail }));
}

const parts: Readonly<Record<string, string>> = { body: '', querystring: '/query', params: '/path' };

function fromSchemaError(
  error: FastifySchemaValidationError,
  prefix: string,
  found: readonly FastifySchemaValidationError[],
) {
  const { keyword, instancePath, schemaPath, params } = error;
  const at = (name: string): string =>
    `${prefix}${instancePath}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  if (keyword === 'required') {
    return names(params, 'requiredProperties').map((name) => ({
      pointer: at(name),
      code: 'required',
      detail: 'is missing',
      schemaPath,
    }));
  }
  if (keyword === 'additionalProperties') {
    return names(params, 'additionalProperties').map((name) => ({
      pointer: at(name),
      code: 'unknown',
      detail: 'is not a known field',
      schemaPath,
    }));
  }
  // The companion of additionalProperties: the same field once more.
  if (keyword === 'boolean') return [];
  return [{ pointer: `${prefix}${instancePath}`, code: keyword, detail: detailOf(error, found), schemaPath }];
}

const formats: Readonly<Record<string, string>> = {
  'date-time': 'must be an instant with its offset, such as 2026-11-03T08:05:00+08:00',
  date: 'must be a day, such as 2026-11-03',
  uuid: 'must be a UUID',
};

const shapes: readonly (readonly [schema: TSchema, words: string])[] = [
  [MonthSchema, 'must be a month, such as 2026-11'],
  [DaySchema, 'must be a day, such as 2026-11-27'],
  [InstantSchema, formats['date-time'] ?? ''],
  [UsccSchema, 'must be a unified social credit code: 18 characters in capitals'],
  [MoneyFenSchema, 'must be whole fen as a text, such as "123456"'],
  [IndustryClassSchema, 'must be a class of GB/T 4754-2017: four digits, such as 6513'],
  [Type.String({ pattern: '\\S' }), 'must not be blank'],
  [Type.String({ pattern: '^\\S(.*\\S)?$' }), 'must not be blank, nor begin or end with a blank'],
];
const wordsOf = new Map(shapes.map(([schema, words]) => [String(keywordOf(schema, 'pattern')), words]));

/** What is wanted, in words where the schema's own say too little. */
function detailOf(
  { keyword, schemaPath, params, message = 'is not as required' }: FastifySchemaValidationError,
  found: readonly FastifySchemaValidationError[],
): string {
  if (keyword === 'enum') return oneOf(names(params, 'allowedValues'), message);
  if (keyword === 'pattern')
    return wordsOf.get(String(params['pattern'])) ?? asDescribed(params['wanted']) ?? message;
  if (keyword === 'format') return formats[String(params['format'])] ?? message;
  if (keyword !== 'anyOf') return message;
  const literals = found
    .filter((other) => other.keyword === 'const' && other.schemaPath.startsWith(`${schemaPath}/anyOf`))
    .map((other) => String(other.params['allowedValue']));
  return oneOf(literals, 'has none of the forms that are taken here');
}

const asDescribed = (wanted: unknown): string | undefined =>
  typeof wanted === 'string'
    ? `is not in the form that is wanted: ${wanted.replace(/^[A-Z](?=[a-z ])/, (first) => first.toLowerCase())}`
    : undefined;

const mostNamed = 30;

const oneOf = (values: readonly string[], otherwise: string): string =>
  values.length > 0 && values.length <= mostNamed ? `must be one of ${values.join(', ')}` : otherwise;

function names(params: Readonly<Record<string, unknown>>, key: string): readonly string[] {
  const list = params[key];
  return Array.isArray(list) ? list.map(String) : [];
}
