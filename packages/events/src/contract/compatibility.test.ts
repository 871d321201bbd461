import { Type, type TSchema } from 'typebox';
import { describe, expect, it } from 'vitest';
import { breakingChanges, explainBreak } from './compatibility.ts';
import { type JsonSchema, jsonOf } from './json-schema.ts';

const type = 'cn.yuanqu.intake.unit.moved.v1';

const base = {
  park: Type.String({ maxLength: 40 }),
  areaM2: Type.Number({ minimum: 0 }),
  status: Type.Enum(['let', 'vacant']),
  floors: Type.Array(Type.Object({ number: Type.Integer() })),
  parks: Type.Union([Type.Literal('*'), Type.Array(Type.String())]),
  note: Type.Optional(Type.String()),
};

const message = (fields: Record<string, TSchema>, partitions = 3): JsonSchema => ({
  'x-partitions': partitions,
  ...jsonOf(Type.Object({ revision: Type.Integer(), data: Type.Object(fields) })),
});

const breaks = (fields: Record<string, TSchema>) =>
  breakingChanges(type, message(base), message(fields)).map(({ field, what }) => `${field} ${what}`);

const without = (name: keyof typeof base) => {
  const { [name]: _, ...rest } = base;
  return rest;
};

describe('a contract may', () => {
  it.each([
    ['stay as it is', base],
    ['gain an optional field', { ...base, colour: Type.Optional(Type.String()) }],
    [
      'gain an optional field within a list',
      {
        ...base,
        floors: Type.Array(Type.Object({ number: Type.Integer(), name: Type.Optional(Type.String()) })),
      },
    ],
    [
      'be described in other words',
      { ...base, park: Type.String({ maxLength: 40, description: 'Park code' }) },
    ],
    [
      'list its values in another way',
      { ...base, status: Type.Union([Type.Literal('vacant'), Type.Literal('let')]) },
    ],
    ['put its fields in another order', Object.fromEntries(Object.entries(base).toReversed())],
  ])('%s', (_, fields) => {
    expect(breaks(fields)).toEqual([]);
  });
});

describe('a contract is broken when', () => {
  it.each<[string, Record<string, TSchema>, string[]]>([
    ['a field is removed', without('park'), ['data.park was removed']],
    ['an optional field is removed', without('note'), ['data.note was removed']],
    ['a field is renamed', { ...without('note'), remark: base.note }, ['data.note was renamed to remark']],
    [
      'a field is retyped',
      { ...base, areaM2: Type.String() },
      ['data.areaM2 was retyped from number to string'],
    ],
    [
      'a list becomes a single value',
      { ...base, floors: Type.Integer() },
      ['data.floors was retyped from array to integer'],
    ],
    [
      'a new field is required',
      { ...base, colour: Type.String() },
      ['data.colour is new and required, but events written before lack it'],
    ],
    [
      'an optional field becomes required',
      { ...base, note: Type.String() },
      ['data.note has become required, but events written before lack it'],
    ],
    [
      'a required field becomes optional',
      { ...base, park: Type.Optional(base.park) },
      ['data.park is no longer required, but consumers rely on it'],
    ],
    [
      'a value is no longer listed',
      { ...base, status: Type.Enum(['let']) },
      ['data.status no longer takes "vacant": events written before may not fit'],
    ],
    [
      'a value is added',
      { ...base, status: Type.Enum(['let', 'vacant', 'reserved']) },
      ['data.status also takes "reserved": consumers of an earlier release refuse what is new'],
    ],
    [
      'any text is taken for a listed value',
      { ...base, status: Type.String() },
      ['data.status takes any value: consumers of an earlier release refuse what is new'],
    ],
    [
      'any text becomes one of a list',
      { ...base, park: Type.Enum(['software']) },
      ['data.park takes listed values only: events written before may not fit'],
    ],
    [
      'an upper bound falls',
      { ...base, park: Type.String({ maxLength: 20 }) },
      ['data.park has maxLength 20 instead of 40: events written before may not fit'],
    ],
    [
      'an upper bound is lifted',
      { ...base, park: Type.String() },
      ['data.park has maxLength none instead of 40: consumers of an earlier release refuse what is new'],
    ],
    [
      'a lower bound rises',
      { ...base, areaM2: Type.Number({ minimum: 1 }) },
      ['data.areaM2 has minimum 1 instead of 0: events written before may not fit'],
    ],
    [
      'a bound is new',
      { ...base, note: Type.Optional(Type.String({ minLength: 1 })) },
      ['data.note has minLength 1 instead of none: events written before may not fit'],
    ],
    [
      'a pattern is new',
      { ...base, park: Type.String({ maxLength: 40, pattern: '^[a-z]+$' }) },
      ['data.park has pattern "^[a-z]+$" instead of none'],
    ],
    [
      'a field within a list is removed',
      { ...base, floors: Type.Array(Type.Object({})) },
      ['data.floors[].number was removed'],
    ],
    [
      'one of several alternatives changes',
      { ...base, parks: Type.Union([Type.Literal('*'), Type.Array(Type.Integer())]) },
      ['data.parks[] was retyped from string to integer'],
    ],
    [
      'an alternative is added',
      { ...base, parks: Type.Union([Type.Literal('*'), Type.Array(Type.String()), Type.Null()]) },
      ['data.parks has 3 alternatives instead of 2'],
    ],
    [
      'unknown fields are refused',
      {
        ...base,
        floors: Type.Array(Type.Object({ number: Type.Integer() }, { additionalProperties: false })),
      },
      ['data.floors[] has additionalProperties false instead of none'],
    ],
  ])('%s', (_, fields, expected) => {
    expect(breaks(fields)).toEqual(expected);
  });

  it('its attributes beside the data change', () => {
    const present = { ...message(base), properties: { data: jsonOf(Type.Object(base)) }, required: ['data'] };
    expect(breakingChanges(type, message(base), present)).toMatchObject([{ field: 'revision' }]);
  });

  it('its topic gets another number of partitions', () => {
    expect(breakingChanges(type, message(base), message(base, 6))).toMatchObject([
      { field: '', what: 'lies in 6 partitions instead of 3' },
    ]);
  });

  it('its event has gone', () => {
    expect(breakingChanges(type, message(base), undefined)).toMatchObject([
      { field: '', what: 'has gone from the catalogue' },
    ]);
  });
});

describe('the explanation of a break', () => {
  const explained = (fields: Record<string, TSchema>) =>
    breakingChanges(type, message(base), message(fields)).map(explainBreak);

  it('names the event, the field and the next version', () => {
    expect(explained(without('park'))).toEqual([
      `${type}: data.park was removed. Put it back, or publish cn.yuanqu.intake.unit.moved.v2 beside it, with an upcaster (defineUpcast) for consumers.`,
    ]);
  });

  it('advises to make a new field optional', () => {
    expect(explained({ ...base, colour: Type.String() })).toEqual([
      `${type}: data.colour is new and required, but events written before lack it. Make it optional, or publish cn.yuanqu.intake.unit.moved.v2 beside it, with an upcaster (defineUpcast) for consumers.`,
    ]);
  });
});
