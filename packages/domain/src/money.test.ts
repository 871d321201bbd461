import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from './app-error.ts';
import { Money } from './money.ts';

const fen = fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n });
const money = fen.map((amount) => Money.ofFen(amount));
const yuan = (text: string): Money => {
  const result = Money.parseYuan(text);
  if (result instanceof AppError) throw result;
  return result;
};

describe('reading and writing', () => {
  it.each([
    ['1234.56', 123_456n],
    ['1,234.5', 123_450n],
    ['0', 0n],
    ['-0.01', -1n],
    ['670000', 67_000_000n],
    ['１２．００', 1200n],
    ['1.230', 123n],
  ])('reads %j yuan', (text, amount) => {
    expect(yuan(text).fen).toBe(amount);
  });

  it.each([
    ['', 'money.malformed'],
    ['12元', 'money.malformed'],
    ['1e5', 'money.malformed'],
    ['0.005', 'money.fraction-of-fen'],
    ['92233720368547758.08', 'money.too-large'],
    ['-92233720368547758.08', 'money.too-large'],
  ])('refuses %j yuan with %s', (text, code) => {
    expect(Money.parseYuan(text)).toMatchObject({ code, kind: 'invalid' });
  });

  it.each(['', '1.5', '+1', '01', '-0', ' 1', '1 ', '1,000', '0x10', '１'])(
    'refuses %j on the wire',
    (text) => {
      expect(Money.parseFen(text)).toMatchObject({ code: 'money.malformed', kind: 'invalid' });
    },
  );

  it('refuses more on the wire than a database column holds', () => {
    expect(Money.parseFen('9223372036854775807')).toEqual(Money.ofFen(2n ** 63n - 1n));
    expect(Money.parseFen('9223372036854775808')).toMatchObject({ code: 'money.too-large' });
    expect(Money.parseFen('9'.repeat(10_000))).toMatchObject({ code: 'money.malformed' });
  });

  it('is fen as a decimal string in JSON, and comes back from it', () => {
    expect(JSON.stringify({ amount: yuan('12.34') })).toBe('{"amount":"1234"}');
    fc.assert(
      fc.property(money, (amount) => {
        expect(Money.parseFen(amount.toJSON())).toEqual(amount);
      }),
    );
  });

  it('comes back from its text in yuan, grouped or not', () => {
    fc.assert(
      fc.property(money, (amount) => {
        expect(Money.parseYuan(amount.toYuan())).toEqual(amount);
        expect(Money.parseYuan(amount.format())).toEqual(amount);
      }),
    );
  });

  it.each([
    [0n, '0.00'],
    [5n, '0.05'],
    [-5n, '-0.05'],
    [123_456_789n, '1,234,567.89'],
    [-100_000n, '-1,000.00'],
    [99_999n, '999.99'],
  ])('formats %s fen as %s', (amount, text) => {
    expect(Money.ofFen(amount).format()).toBe(text);
  });
});

describe('arithmetic', () => {
  it('takes away what it has added', () => {
    fc.assert(
      fc.property(money, money, (a, b) => {
        expect(a.plus(b).minus(b)).toEqual(a);
      }),
    );
  });

  it('sums in any order to the same', () => {
    fc.assert(
      fc.property(fc.array(money), (amounts) => {
        expect(Money.sum(amounts.toReversed())).toEqual(Money.sum(amounts));
        expect(Money.sum([...amounts, ...amounts.map((amount) => amount.negated())])).toEqual(Money.zero);
      }),
    );
  });

  it('takes a rate as it is written, not as a float', () => {
    expect(yuan('1000000').times(0.0435, 'half-up')).toEqual(yuan('43500'));
    expect(yuan('1.00').times(0.285, 'half-up')).toEqual(yuan('0.29'));
    expect(yuan('1.00').times('0.285', 'half-even')).toEqual(yuan('0.28'));
    expect(yuan('-1.00').times('0.285', 'half-up')).toEqual(yuan('-0.29'));
  });

  it('rounds once over a chain of factors: the first period of 1,000,000 yuan at 4.35 % is 3,625.00', () => {
    expect(yuan('1000000').timesFraction(435n, 10_000n * 12n, 'half-up')).toEqual(yuan('3625.00'));
    expect(yuan('1000000').timesFraction(435n * 31n, 10_000n * 360n, 'half-up')).toEqual(yuan('3745.83'));
  });

  it('orders as its fen do', () => {
    fc.assert(
      fc.property(fen, fen, (a, b) => {
        expect(Money.ofFen(a).compareTo(Money.ofFen(b))).toBe(a < b ? -1 : a > b ? 1 : 0);
        expect(Money.ofFen(a).equals(Money.ofFen(b))).toBe(a === b);
      }),
    );
  });
});

describe('allocate', () => {
  const weights = fc
    .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 20 })
    .filter((all) => all.some((weight) => weight > 0n));

  it('never makes or loses a fen', () => {
    fc.assert(
      fc.property(money, weights, (amount, all) => {
        expect(Money.sum(amount.allocate(all))).toEqual(amount);
      }),
    );
  });

  it('gives each part its fair share to less than a fen, and nothing to no weight', () => {
    fc.assert(
      fc.property(money, weights, (amount, all) => {
        const total = all.reduce((sum, weight) => sum + weight, 0n);
        for (const [index, part] of amount.allocate(all).entries()) {
          const off = part.fen * total - amount.fen * (all[index] ?? 0n);
          expect(off < total && off > -total).toBe(true);
          expect(all[index] === 0n ? part.fen : 0n).toBe(0n);
        }
      }),
    );
  });

  it('gives the odd fen to the largest remainders, then to the earlier part', () => {
    const parts = (amount: string, ...all: bigint[]) =>
      yuan(amount)
        .allocate(all)
        .map((part) => part.toYuan());
    expect(parts('0.10', 1n, 1n, 1n)).toEqual(['0.04', '0.03', '0.03']);
    expect(parts('1.00', 1n, 2n)).toEqual(['0.33', '0.67']);
    expect(parts('-0.10', 1n, 1n, 1n)).toEqual(['-0.04', '-0.03', '-0.03']);
    expect(parts('0.01', 0n, 5n)).toEqual(['0.00', '0.01']);
  });

  it('throws when there is nothing to allocate by', () => {
    expect(() => Money.zero.allocate([])).toThrow(RangeError);
    expect(() => Money.zero.allocate([0n])).toThrow(RangeError);
    expect(() => Money.zero.allocate([2n, -1n])).toThrow(RangeError);
  });
});
