import type { TSchema } from 'typebox';

/** A JSON Schema as data: what a contract looks like once it is a file. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** The JSON of a TypeBox schema, without what only the code sees of it (refinements, kinds). */
export const jsonOf = (schema: TSchema): JsonSchema => JSON.parse(JSON.stringify(schema)) as JsonSchema;
