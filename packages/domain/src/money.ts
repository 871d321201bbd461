import { allocate } from './allocate.ts';
import { AppError } from './app-error.ts';
import { decimalOf, inUnitsOf, parseDecimal } from './decimal.ts';
import { excerpt } from './excerpt.ts';
import { divideRounded, type Rounding } from './rounding.ts';

// What a Postgres bigint holds.
const maxFen = 2n ** 63n - 1n;
const canonicalFen = /^(?:0|-?[1-9]\d{0,18})$/;

/** An amount of yuan in whole fen (分). Immutable; in JSON it is its fen as a decimal string. */
export class Money {
  static readonly zero: Money = new Money(0n);

  readonly fen: bigint;

  private constructor(fen: bigint) {
    this.fen = fen;
  }

  static ofFen(fen: bigint): Money {
    return new Money(fen);
  }

  /** Reads the form on the wire, `"123456"`. Errors: `money.malformed`, `money.too-large`. */
  static parseFen(text: string): Money | AppError {
    return canonicalFen.test(text)
      ? bounded(BigInt(text), text)
      : malformed(text, 'whole fen such as "123456"');
  }

  /** Reads `1,234.56` or `1234.5` yuan. Errors: `money.malformed`, `money.fraction-of-fen`, `money.too-large`. */
  static parseYuan(text: string): Money | AppError {
    const yuan = parseDecimal(text);
    if (!yuan) return malformed(text, 'an amount in yuan such as "1234.56"');
    const fen = inUnitsOf(yuan, 2);
    return fen === undefined ? fractionOfFen(text) : bounded(fen, text);
  }

  static sum(amounts: Iterable<Money>): Money {
    let fen = 0n;
    for (const amount of amounts) fen += amount.fen;
    return new Money(fen);
  }

  plus(other: Money): Money {
    return new Money(this.fen + other.fen);
  }

  minus(other: Money): Money {
    return new Money(this.fen - other.fen);
  }

  negated(): Money {
    return new Money(-this.fen);
  }

  /** This × rate, rounded once. The rate is the decimal as written: `0.0435`, `'0.0435'`. */
  times(rate: number | string, rounding: Rounding): Money {
    const { digits, scale } = decimalOf(rate);
    return this.timesFraction(digits, 10n ** BigInt(scale), rounding);
  }

  /** This × numerator / denominator, rounded once: interest is `timesFraction(rate × days, basis)` without a step between. */
  timesFraction(numerator: bigint, denominator: bigint, rounding: Rounding): Money {
    return new Money(divideRounded(this.fen * numerator, denominator, rounding));
  }

  /** Parts in proportion to the weights that add up to this exactly; the odd fen go by largest remainder. */
  allocate(weights: readonly bigint[]): readonly Money[] {
    return allocate(this.fen, weights).map((fen) => new Money(fen));
  }

  compareTo(other: Money): -1 | 0 | 1 {
    return this.fen < other.fen ? -1 : this.fen > other.fen ? 1 : 0;
  }

  equals(other: Money): boolean {
    return this.fen === other.fen;
  }

  get isNegative(): boolean {
    return this.fen < 0n;
  }

  /** `-1234.50`: what `parseYuan` reads. */
  toYuan(): string {
    const digits = (this.isNegative ? -this.fen : this.fen).toString().padStart(3, '0');
    return `${this.isNegative ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  }

  /** `-1,234.50`: what people read. */
  format(): string {
    return this.toYuan().replace(/\B(?=(?:\d{3})+\.)/g, ',');
  }

  toJSON(): string {
    return this.fen.toString();
  }
}

const bounded = (fen: bigint, text: string): Money | AppError =>
  fen > maxFen || fen < -maxFen
    ? new AppError(
        'money.too-large',
        'invalid',
        `${excerpt(text)} 超过 ${maxFen} 分，为可保存的最大金额。 It is beyond ${maxFen} fen, the largest amount kept.`,
      )
    : Money.ofFen(fen);

const malformed = (text: string, expected: string): AppError =>
  new AppError('money.malformed', 'invalid', `${excerpt(text)} is not ${expected}`);

const fractionOfFen = (text: string): AppError =>
  new AppError(
    'money.fraction-of-fen',
    'invalid',
    `${excerpt(text)} 超过两位小数，最小为分。 It has more than two decimals; a fen is the smallest amount.`,
  );
