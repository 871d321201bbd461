import { AppError } from './app-error.ts';
import { decimalOf, inUnitsOf, parseDecimal } from './decimal.ts';
import { excerpt } from './excerpt.ts';
import { divideRounded } from './rounding.ts';

// 10,000 km²: beyond any district, and small enough that sums and products stay exact.
const maxHundredths = 1e12;
// 1 mu (亩) = 2000/3 m² = 200000/3 hundredths
const hundredthsOfThreeMu = 200_000n;

/** An area in whole hundredths of a square metre, never negative. Immutable; in JSON it is m² with two decimals. */
export class Area {
  static readonly zero: Area = new Area(0);

  readonly hundredths: number;

  private constructor(hundredths: number) {
    this.hundredths = hundredths;
  }

  /** Throws a RangeError on a fraction, a negative or more than 10,000 km². */
  static ofHundredths(hundredths: number): Area {
    if (!Number.isInteger(hundredths) || hundredths < 0 || hundredths > maxHundredths) {
      throw new RangeError(`${hundredths} hundredths of a m² are not an area`);
    }
    return new Area(hundredths);
  }

  /** Reads the form on the wire. Errors: `area.too-precise`, `area.out-of-range`. */
  static fromM2(m2: number): Area | AppError {
    const hundredths = Math.round(m2 * 100);
    if (!(m2 >= 0 && hundredths <= maxHundredths)) return outOfRange(String(m2));
    return hundredths / 100 === m2 ? new Area(hundredths) : tooPrecise(String(m2));
  }

  /** The area of so many mu, rounded to a hundredth of a m². Errors: `area.out-of-range`. */
  static fromMu(mu: number | string): Area | AppError {
    const { digits, scale } = decimalOf(mu);
    return bounded(
      divideRounded(digits * hundredthsOfThreeMu, 3n * 10n ** BigInt(scale), 'half-up'),
      String(mu),
    );
  }

  /**
   * Reads `1,234.5`, `1234.50 m²`, `1234.5平方米` or `1.85亩`; without a unit it is m².
   * Errors: `area.malformed`, `area.too-precise`, `area.out-of-range`.
   */
  static parse(text: string): Area | AppError {
    if (text.length > maxTextLength) return malformed(text);
    const [, figure = '', unit = ''] = figureAndUnit.exec(text.normalize('NFKC')) ?? [];
    const decimal = parseDecimal(figure);
    if (!decimal) return malformed(text);
    if (muUnits.has(unit.toLowerCase())) return Area.fromMu(figure.replaceAll(',', ''));
    if (!m2Units.has(unit.toLowerCase())) return malformed(text);
    const hundredths = inUnitsOf(decimal, 2);
    return hundredths === undefined ? tooPrecise(text) : bounded(hundredths, text);
  }

  static sum(areas: Iterable<Area>): Area {
    let hundredths = 0;
    for (const area of areas) hundredths += area.hundredths;
    return Area.ofHundredths(hundredths);
  }

  plus(other: Area): Area {
    return Area.ofHundredths(this.hundredths + other.hundredths);
  }

  /** Throws a RangeError when the other is larger. */
  minus(other: Area): Area {
    return Area.ofHundredths(this.hundredths - other.hundredths);
  }

  /** This as a share of the whole (0.7182), or undefined when the whole is nothing. */
  ratioTo(whole: Area): number | undefined {
    return whole.hundredths === 0 ? undefined : this.hundredths / whole.hundredths;
  }

  compareTo(other: Area): -1 | 0 | 1 {
    return this.hundredths < other.hundredths ? -1 : this.hundredths > other.hundredths ? 1 : 0;
  }

  equals(other: Area): boolean {
    return this.hundredths === other.hundredths;
  }

  get m2(): number {
    return this.hundredths / 100;
  }

  /** Not rounded: for ratios such as output per mu. */
  get mu(): number {
    return (this.hundredths * 3) / 200_000;
  }

  /** `1,234.50 m²` */
  formatM2(): string {
    return `${grouped(BigInt(this.hundredths))} m²`;
  }

  /** `1.85 亩`, rounded to two decimals. */
  formatMu(): string {
    return `${grouped(divideRounded(BigInt(this.hundredths) * 300n, hundredthsOfThreeMu, 'half-up'))} 亩`;
  }

  toJSON(): number {
    return this.m2;
  }
}

const maxTextLength = 60;
// After NFKC, in which ㎡ and m² both are m2.
const figureAndUnit = /^\s*(-?[\d,.]+)\s*(\S*)\s*$/;
const m2Units: ReadonlySet<string> = new Set(['', 'm2', '平方米', '平米', 'sqm']);
const muUnits: ReadonlySet<string> = new Set(['亩', '畝', 'mu']);

const grouped = (hundredths: bigint): string => {
  const digits = hundredths.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`.replace(/\B(?=(?:\d{3})+\.)/g, ',');
};

const bounded = (hundredths: bigint, text: string): Area | AppError =>
  hundredths < 0n || hundredths > BigInt(maxHundredths)
    ? outOfRange(text)
    : Area.ofHundredths(Number(hundredths));

const malformed = (text: string): AppError =>
  new AppError(
    'area.malformed',
    'invalid',
    `${excerpt(text)} 不是面积，请写如 1234.50、1234.50 m² 或 1.85亩。 It is not an area such as "1234.50", "1234.50 m²" or "1.85亩".`,
  );

const tooPrecise = (text: string): AppError =>
  new AppError(
    'area.too-precise',
    'invalid',
    `${excerpt(text)} 超过两位小数，面积精确到 0.01 平方米。 It has more than two decimals of a m².`,
  );

const outOfRange = (text: string): AppError =>
  new AppError(
    'area.out-of-range',
    'invalid',
    `${excerpt(text)} 不在 0 至 100 亿平方米之间。 It is not between 0 and 10,000,000,000 m².`,
  );
