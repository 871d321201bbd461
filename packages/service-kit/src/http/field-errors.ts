import type { FieldError } from '@yuanqu/domain';
import type { FastifySchemaValidationError } from 'fastify';

/**
 * What a schema found wrong, as field errors. Pointers are JSON pointers into the body (`/units/0/areaM2`), or begin
 * with the part of the request (`/querystring/cursor`). Of the branches of a union only the union itself is reported.
 */
export function fieldErrors(
  found: readonly FastifySchemaValidationError[],
  part = 'body',
): readonly FieldError[] {
  const prefix = part === 'body' ? '' : `/${part}`;
  const errors = found.flatMap((error) => fromSchemaError(error, prefix));
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

function fromSchemaError(error: FastifySchemaValidationError, prefix: string) {
  const { keyword, instancePath, schemaPath, params, message = 'is not as required' } = error;
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
  return [{ pointer: `${prefix}${instancePath}`, code: keyword, detail: message, schemaPath }];
}

function names(params: Readonly<Record<string, unknown>>, key: string): readonly string[] {
  const list = params[key];
  return Array.isArray(list) ? list.map(String) : [];
}
