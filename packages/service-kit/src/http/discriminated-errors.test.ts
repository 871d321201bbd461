import { type TSchema, Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { fieldErrors } from './field-errors.ts';
import { validator } from './validator.ts';

const exact = { additionalProperties: false };
const Fen = Type.Refine(
  Type.String(),
  (fen) => !fen.startsWith('-'),
  () => 'must not be negative',
);
const Rule = Type.Union([
  Type.Object({ kind: Type.Literal('industry-in'), industries: Type.Array(Type.String()) }, exact),
  Type.Object(
    { kind: Type.Literal('trade-not-in'), words: Type.Array(Type.String(), { minItems: 1 }) },
    exact,
  ),
  Type.Object({ kind: Type.Literal('output-per-m2'), leastFen: Fen }, exact),
  Type.Object({ kind: Type.Literal('tax-per-m2'), leastFen: Fen }, exact),
  Type.Object({ kind: Type.Literal('area-at-most'), m2: Type.Number() }, exact),
]);
const errorsOf = (schema: TSchema, value: unknown) => {
  const { error = [] } = validator({ schema, httpPart: 'body', method: 'POST', url: '/' })(value) as {
    error?: Parameters<typeof fieldErrors>[0];
  };
  return fieldErrors(error).map(({ pointer, detail }) => `${pointer} ${detail}`);
};
const wrong = (rule: unknown) => errorsOf(Type.Object({ rules: Type.Array(Rule) }, exact), { rules: [rule] });

describe('of a union whose branches differ in a constant', () => {
  it('the branch that is named is told of, and none other', () => {
    expect(wrong({ kind: 'output-per-m2', leastFen: 500 })).toEqual(['/rules/0/leastFen must be string']);
    expect(wrong({ kind: 'tax-per-m2', leastFen: '-5' })).toEqual(['/rules/0/leastFen must not be negative']);
    expect(wrong({ kind: 'industry-in', industry: '65' })).toEqual([
      '/rules/0/industries is missing',
      '/rules/0/industry is not a known field',
    ]);
    expect(wrong({ kind: 'trade-not-in', words: [] })).toHaveLength(1);
  });

  it('an unknown constant is told with those there are, and so is none', () => {
    const kinds = 'industry-in, trade-not-in, output-per-m2, tax-per-m2, area-at-most';
    expect(wrong({ kind: 'no-such' })).toEqual([`/rules/0/kind must be one of ${kinds}`]);
    expect(wrong({ words: ['x'] })).toEqual([`/rules/0 needs kind, one of ${kinds}`]);
    expect(wrong('x')).toEqual(['/rules/0 must be object']);
  });

  it('each element of a list is told of by its own branch', () => {
    const rules = [
      { kind: 'area-at-most', m2: 5 },
      { kind: 'area-at-most', m2: '5' },
      { kind: 'gone', m2: 5 },
    ];
    expect(errorsOf(Type.Object({ rules: Type.Array(Rule) }), { rules })).toEqual([
      '/rules/1/m2 must be number',
      expect.stringMatching('^/rules/2/kind must be one of'),
    ]);
  });
});

it('other unions, and what else is wrong, are told of as before', () => {
  const schema = Type.Object({
    status: Type.Union([Type.Literal('let'), Type.Literal('vacant')]),
    rule: Type.Optional(Rule),
    areaM2: Type.Number(),
  });
  expect(errorsOf(schema, { status: 'gone', areaM2: 'x', rule: { kind: 'area-at-most' } })).toEqual([
    '/status must be one of let, vacant',
    '/rule/m2 is missing',
    '/areaM2 must be number',
  ]);
});
