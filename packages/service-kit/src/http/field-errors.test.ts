import { DaySchema, MonthSchema } from '@yuanqu/domain';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { expect, it } from 'vitest';
import { fieldErrors } from './field-errors.ts';

const Unit = Type.Object(
  {
    unit: Type.String(),
    areaM2: Type.Number(),
    status: Type.Union([Type.Literal('let'), Type.Literal('vacant')]),
  },
  { additionalProperties: false },
);
const found = (value: unknown) =>
  fieldErrors(Compile(Type.Object({ units: Type.Array(Unit) })).Errors(value), 'body');

it('points at each faulty field once', () => {
  expect(found({ units: [{ unit: 1, areaM2: 'x', status: 'let' }] })).toEqual([
    { pointer: '/units/0/unit', code: 'type', detail: 'must be string' },
    { pointer: '/units/0/areaM2', code: 'type', detail: 'must be number' },
  ]);
});

it('points at what is missing and what is unknown', () => {
  expect(
    found({
      units: [
        { unit: 'a', areaM2: 1, status: 'let', 'odd/name': 1 },
        { unit: 'b', areaM2: 1 },
      ],
    }),
  ).toEqual([
    { pointer: '/units/0/odd~1name', code: 'unknown', detail: 'is not a known field' },
    { pointer: '/units/1/status', code: 'required', detail: 'is missing' },
  ]);
});

it('reports a union and not its branches', () => {
  expect(found({ units: [{ unit: 'a', areaM2: 1, status: 'gone' }] })).toEqual([
    { pointer: '/units/0/status', code: 'anyOf', detail: 'must be one of let, vacant' },
  ]);
});

it('says which values there are, and what an instant looks like', () => {
  const schema = Type.Object({
    status: Type.Enum(['let', 'vacant']),
    at: Type.String({ format: 'date-time' }),
  });
  expect(fieldErrors(Compile(schema).Errors({ status: 'foo', at: 'yesterday' }))).toEqual([
    { pointer: '/status', code: 'enum', detail: 'must be one of let, vacant' },
    {
      pointer: '/at',
      code: 'format',
      detail: 'must be an instant with its offset, such as 2026-11-03T08:05:00+08:00',
    },
  ]);
});

it('says in words what a pattern wants', () => {
  const schema = Type.Object({ month: MonthSchema, day: DaySchema, reason: Type.String({ pattern: '\\S' }) });
  const errors = Compile(schema).Errors({ month: '2026-13', day: '27.11.', reason: ' ' });
  expect(fieldErrors(errors).map(({ detail }) => detail)).toEqual([
    'must be a month, such as 2026-11',
    'must be a day, such as 2026-11-27',
    'must not be blank',
  ]);
});

it('says which part of the request when it is not the body', () => {
  const errors = Compile(Type.Object({ limit: Type.Integer() })).Errors({ limit: 'x' });
  expect(fieldErrors(errors, 'querystring')).toMatchObject([{ pointer: '/query/limit' }]);
});

it('stops after a few', () => {
  const units = Array.from({ length: 500 }, () => ({ unit: 'a', areaM2: 'x', status: 'let' }));
  expect(found({ units }).length).toBeLessThan(20);
});
