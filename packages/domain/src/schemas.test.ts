import * as fc from 'fast-check';
import { Compile } from 'typebox/compile';
import type { Static, TSchema } from 'typebox';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { Area } from './area.ts';
import { newId } from './ids.ts';
import { formatInstant, parseInstant } from './instant.ts';
import { Money } from './money.ts';
import { Month } from './period.ts';
import * as schemas from './schemas.ts';
import { type SizeClass, sizeClasses } from './size-class/size-standard.ts';

const check = (schema: TSchema, value: unknown): boolean => Compile(schema).Check(value);

describe('the schemas of the wire', () => {
  it.each([
    ['UsccSchema', schemas.UsccSchema, '91350100M000100Y43'],
    ['MonthSchema', schemas.MonthSchema, '2026-11'],
    ['AreaM2Schema', schemas.AreaM2Schema, 12_345.67],
    ['MoneyFenSchema', schemas.MoneyFenSchema, '-123456'],
    ['InstantSchema', schemas.InstantSchema, '2026-11-03T08:00:00+08:00'],
    ['UuidSchema', schemas.UuidSchema, newId()],
    ['IndustryClassSchema', schemas.IndustryClassSchema, '6513'],
    ['SizeClassSchema', schemas.SizeClassSchema, 'micro'],
  ])('%s takes its example and survives JSON', (_, schema, value) => {
    expect(check(schema, value)).toBe(true);
    expect(check(JSON.parse(JSON.stringify(schema)) as TSchema, value)).toBe(true);
  });

  it.each([
    ['a code in lower case', schemas.UsccSchema, '91350100m000100y43'],
    ['a code with the letter O', schemas.UsccSchema, '9135O100M000100Y43'],
    ['a month that does not exist', schemas.MonthSchema, '2026-13'],
    ['three decimals of a m²', schemas.AreaM2Schema, 12.345],
    ['a negative area', schemas.AreaM2Schema, -1],
    ['an area as text', schemas.AreaM2Schema, '12'],
    ['money as a number', schemas.MoneyFenSchema, 1234],
    ['money with a point', schemas.MoneyFenSchema, '12.34'],
    ['money with a leading zero', schemas.MoneyFenSchema, '012'],
    ['an instant without an offset', schemas.InstantSchema, '2026-11-03T08:00:00'],
    ['an instant with a suffix', schemas.InstantSchema, '2026-11-03T00:00:00Z[Asia/Shanghai]'],
    ['30 February', schemas.InstantSchema, '2026-02-30T00:00:00Z'],
    ['a UUID in capitals', schemas.UuidSchema, newId().toUpperCase()],
    ['a coarse industry', schemas.IndustryClassSchema, '65'],
    ['a size that does not exist', schemas.SizeClassSchema, 'tiny'],
  ])('refuse %s', (_, schema, value) => {
    expect(check(schema, value)).toBe(false);
  });

  it('take what the value types write', () => {
    const wire = Compile(schemas.AreaM2Schema);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (hundredths) => {
        expect(wire.Check(JSON.parse(JSON.stringify(Area.ofHundredths(hundredths))))).toBe(true);
      }),
    );
    const bound = 2n ** 63n - 1n;
    fc.assert(
      fc.property(fc.bigInt({ min: -bound, max: bound }), fc.integer({ min: 0, max: 4e12 }), (fen, ms) => {
        expect(check(schemas.MoneyFenSchema, Money.ofFen(fen).toJSON())).toBe(true);
        expect(check(schemas.InstantSchema, formatInstant(ms))).toBe(true);
        expect(check(schemas.MonthSchema, Month.of(ms))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('let no instant through that parseInstant refuses, but a leap second', () => {
    const part = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'));
    const instant = Compile(schemas.InstantSchema);
    fc.assert(
      fc.property(part(13), part(32), part(24), part(60), part(59), (month, day, hour, minute, second) => {
        const text = `2026-${month}-${day}T${hour}:${minute}:${second}Z`;
        expect(typeof parseInstant(text) === 'number').toBe(instant.Check(text));
      }),
    );
  });

  it('have every size class, as values and as a static type', () => {
    expectTypeOf<Static<typeof schemas.SizeClassSchema>>().toEqualTypeOf<SizeClass>();
    expect(sizeClasses.filter((sizeClass) => check(schemas.SizeClassSchema, sizeClass))).toEqual(sizeClasses);
  });
});
