import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from './app-error.ts';
import { Uscc, usccCheckCharacter } from './uscc.ts';

const digits = '0123456789'.split('');
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'.split('');
const characters = (length: number, from = alphabet) =>
  fc.array(fc.constantFrom(...from), { minLength: length, maxLength: length }).map((all) => all.join(''));
const body = fc
  .tuple(characters(2), characters(6, digits), characters(9))
  .map(([prefix, division, organisation]) => prefix + division + organisation);
const code = body.map((first17) => first17 + usccCheckCharacter(first17));

const faultOf = (text: string): AppError => {
  const result = Uscc.parse(text);
  if (!(result instanceof AppError)) throw new Error(`${text} was accepted`);
  return result;
};

describe('the check character', () => {
  it.each([
    ['91350100M000100Y4', '3'],
    ['91440300708461136', 'T'],
    ['91110000802100433', 'B'],
    ['91330106673959654', 'P'],
  ])('of %s is %s', (first17, check) => {
    expect(usccCheckCharacter(first17)).toBe(check);
  });

  it('is not computed for anything but 17 characters of the alphabet', () => {
    expect(() => usccCheckCharacter('91350100M000100Y')).toThrow(RangeError);
    expect(() => usccCheckCharacter('9135O100M000100Y4')).toThrow(RangeError);
  });

  it('catches every single wrong character', () => {
    fc.assert(
      fc.property(code, fc.nat(17), fc.constantFrom(...alphabet), (right, at, character) => {
        fc.pre(right.charAt(at) !== character);
        expect(Uscc.parse(right.slice(0, at) + character + right.slice(at + 1))).toBeInstanceOf(AppError);
      }),
    );
  });

  it('catches every swap of two neighbours', () => {
    fc.assert(
      fc.property(code, fc.nat(16), (right, at) => {
        const [a, b] = [right.charAt(at), right.charAt(at + 1)];
        fc.pre(a !== b);
        expect(Uscc.parse(right.slice(0, at) + b + a + right.slice(at + 2))).toBeInstanceOf(AppError);
      }),
    );
  });
});

describe('Uscc.parse', () => {
  it('gives every valid code back as it is', () => {
    fc.assert(
      fc.property(code, (valid) => {
        expect(Uscc.parse(valid)).toBe(valid);
      }),
    );
  });

  it.each([
    ['lower case', '91350100m000100y43'],
    ['full width', '９１３５０１００Ｍ０００１００Ｙ４３'],
    ['full width lower case', '９１３５０１００ｍ０００１００ｙ４３'],
    ['spaces around and within', ' 91 350100 M000100Y4 3\t'],
    ['ideographic spaces', '91\u3000350100\u3000M000100Y43'],
    ['marks that copying leaves', '\uFEFF91350100\u200BM000100Y43\u202C'],
  ])('reads %s', (_, written) => {
    expect(Uscc.parse(written)).toBe('91350100M000100Y43');
  });

  it('says which check character is expected', () => {
    const fault = faultOf('91350100M000100Y44');
    expect(fault).toMatchObject({
      code: 'uscc.bad-check-character',
      kind: 'invalid',
      details: { expected: '3' },
    });
    expect(fault.message).toContain('call for 3');
  });

  it('says how long a code of the wrong length is', () => {
    expect(faultOf('91350100M000100Y4')).toMatchObject({
      code: 'uscc.wrong-length',
      details: { length: 17 },
    });
    expect(faultOf('')).toMatchObject({ code: 'uscc.wrong-length', details: { length: 0 } });
  });

  it('says where a wrong character stands: letters that do not occur, or a letter in the division code', () => {
    expect(faultOf('9I350100M000100Y43')).toMatchObject({
      code: 'uscc.wrong-character',
      details: { position: 2 },
    });
    for (const position of [3, 4, 5, 6, 7, 8]) {
      const written =
        '91350100M000100Y43'.slice(0, position - 1) + 'A' + '91350100M000100Y43'.slice(position);
      expect(faultOf(written)).toMatchObject({ code: 'uscc.wrong-character', details: { position } });
    }
    expect(faultOf('91350100M000100Y4园')).toMatchObject({
      code: 'uscc.wrong-character',
      details: { position: 18 },
    });
  });

  it('never throws and never repeats more than an excerpt of what was sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const result = Uscc.parse(text);
        expect(result instanceof AppError ? result.message.length : 0).toBeLessThan(400);
      }),
    );
    expect(faultOf('９'.repeat(1_000_000)).message.length).toBeLessThan(200);
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(code, (valid) => {
        expect(Uscc.parse(String(Uscc.parse(` ${valid.toLowerCase()}`)))).toBe(valid);
      }),
    );
  });
});

describe('Uscc.is', () => {
  it('holds for the canonical form only', () => {
    expect(Uscc.is('91350100M000100Y43')).toBe(true);
    expect(Uscc.is('91350100m000100y43')).toBe(false);
    expect(Uscc.is('91350100M000100Y44')).toBe(false);
  });
});
