import { type TSchema, Type } from 'typebox';
import { keywordOf } from './from-text.ts';

/**
 * The schema as far as it speaks of this value: of a union whose branches differ in a constant (`kind`) the branch that the
 * value names, so that what is wrong is told of that one and not of the others; where it names none, the constants there
 * are. Other unions stay as they are.
 */
export function discriminated(schema: TSchema, value: unknown): TSchema {
  const branches = keywordOf(schema, 'anyOf') as readonly TSchema[] | undefined;
  if (branches) return branchFor(schema, branches, value);
  const items = keywordOf(schema, 'items');
  if (Array.isArray(value) && isSchema(items) && value.length <= mostItems)
    return withKeyword(
      schema,
      'items',
      value.map((item: unknown) => discriminated(items, item)),
    );
  const properties = keywordOf(schema, 'properties') as Readonly<Record<string, TSchema>> | undefined;
  if (!properties || !isRecord(value)) return schema;
  const narrowed = Object.entries(properties).map(([name, property]) => [
    name,
    Object.hasOwn(value, name) ? discriminated(property, value[name]) : property,
  ]);
  return withKeyword(schema, 'properties', Object.fromEntries(narrowed));
}

// Whoever sends more is told of the union as a whole.
const mostItems = 1_000;

function branchFor(union: TSchema, branches: readonly TSchema[], value: unknown): TSchema {
  const by = discriminatorOf(branches);
  if (by === undefined) return union;
  const constants = branches.map((branch) => constantOf(branch, by));
  if (!isRecord(value)) return Type.Object({});
  if (!Object.hasOwn(value, by)) return lacking(by, constants);
  const branch = branches[constants.indexOf(value[by])];
  return branch ? discriminated(branch, value) : Type.Object({ [by]: Type.Enum(constants.map(String)) });
}

/** The property that has another constant in each branch. */
function discriminatorOf(branches: readonly TSchema[]): string | undefined {
  const [first] = branches;
  const names = Object.keys((first && keywordOf(first, 'properties')) ?? {});
  return names.find((name) => {
    const constants = branches.map((branch) => constantOf(branch, name));
    return !constants.includes(undefined) && new Set(constants).size === constants.length;
  });
}

function constantOf(branch: TSchema, name: string): unknown {
  const properties = keywordOf(branch, 'properties') as Readonly<Record<string, TSchema>> | undefined;
  const property = properties?.[name];
  return property && keywordOf(property, 'const');
}

const lacking = (name: string, constants: readonly unknown[]): TSchema =>
  Type.Refine(
    Type.Unknown(),
    () => false,
    () => `needs ${name}, one of ${constants.map(String).join(', ')}`,
  );

/** Spreading would lose what is not enumerable: refinements. */
function withKeyword(schema: TSchema, keyword: string, value: unknown): TSchema {
  const descriptors = Object.getOwnPropertyDescriptors(schema);
  return Object.defineProperty(Object.create(null, descriptors) as TSchema, keyword, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSchema = (items: unknown): items is TSchema => isRecord(items);
