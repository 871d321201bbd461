import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { validator } from './validator.ts';

const Query = Type.Object(
  {
    limit: Type.Integer({ minimum: 1, default: 100 }),
    rate: Type.Optional(Type.Number()),
    open: Type.Optional(Type.Boolean()),
    floor: Type.Optional(Type.Array(Type.Integer())),
    name: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
const read = (value: unknown, httpPart = 'querystring', schema = Query) =>
  validator({ schema, httpPart, method: 'GET', url: '/' })(value) as {
    value?: unknown;
    error?: { instancePath: string }[];
  };

describe('query, path and headers', () => {
  it.each([
    [{}, { limit: 100 }],
    [
      { limit: '7', rate: '-0.5', open: 'true' },
      { limit: 7, rate: -0.5, open: true },
    ],
    [{ floor: '3' }, { limit: 100, floor: [3] }],
    [{ floor: ['3', '-1'] }, { limit: 100, floor: [3, -1] }],
    [{ name: '007' }, { limit: 100, name: '007' }],
  ])('%j is read as %j', (texts, value) => {
    expect(read(texts)).toEqual({ value });
  });

  it.each([
    [{ limit: '' }, '/limit'],
    [{ limit: '1.7' }, '/limit'],
    [{ limit: '0x10' }, '/limit'],
    [{ limit: '7 ' }, '/limit'],
    [{ limit: '1e3' }, '/limit'],
    [{ limit: '9'.repeat(400) }, '/limit'],
    [{ limit: ['1', '2'] }, '/limit'],
    [{ open: 'yes' }, '/open'],
    [{ floor: ['3', 'x'] }, '/floor/1'],
  ])('%j is refused and not guessed at', (texts, instancePath) => {
    expect(read(texts).error?.map((error) => error.instancePath)).toContain(instancePath);
  });

  it('refuse a parameter that nobody reads, whatever the schema leaves open', () => {
    const open = Type.Object({ dryRun: Type.Optional(Type.Boolean()) });
    expect(read({ dryRun: 'true' }, 'querystring', open as never)).toEqual({ value: { dryRun: true } });
    expect(read({ dryrun: 'true' }, 'querystring', open as never).error).toBeDefined();
    expect(read({ host: 'x' }, 'headers', open as never).error).toBeUndefined();
  });

  it('take an instant whose + arrived as a space', () => {
    const schema = Type.Object({ at: Type.String({ format: 'date-time' }) });
    expect(read({ at: '2026-11-01T08:00:00 08:00' }, 'querystring', schema as never)).toEqual({
      value: { at: '2026-11-01T08:00:00+08:00' },
    });
  });

  it('leave the given object alone', () => {
    const given = Object.freeze({ limit: '7' });
    expect(read(given)).toEqual({ value: { limit: 7 } });
  });
});

describe('a body', () => {
  it('is neither coerced nor completed', () => {
    expect(read({ limit: '7' }, 'body').error).toBeDefined();
    expect(read({}, 'body').error).toBeDefined();
  });
});
