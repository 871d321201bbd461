/** An exact decimal: digits / 10^scale. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const plain = /^-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/;
// No figure of this domain needs more; it bounds the work that a text can cause.
const maxLength = 40;
// Beyond what a number can have; a power of ten larger than that only costs time.
const maxExponent = 400;

/** Reads `-1,234.50`, full width too. Undefined for anything else: exponents, `.5`, `1,23`, more than 40 characters. */
export function parseDecimal(text: string): Decimal | undefined {
  if (text.length > maxLength) return undefined;
  const digits = text.normalize('NFKC').trim();
  return plain.test(digits) ? decimalOfPlain(digits.replaceAll(',', '')) : undefined;
}

/** The decimal that a number in code or JSON was written as: 0.0435 is 435/10^4. Throws a RangeError on NaN and infinity. */
export function decimalOf(value: number | string): Decimal {
  const [mantissa = '', exponent = '0'] = String(value).toLowerCase().split('e');
  if (!plain.test(mantissa)) throw new RangeError(`${String(value)} is not a decimal`);
  const { digits, scale } = decimalOfPlain(mantissa.replaceAll(',', ''));
  const shifted = scale - Number(exponent);
  if (!Number.isInteger(shifted) || Math.abs(shifted) > maxExponent)
    throw new RangeError(`${String(value)} is not a decimal`);
  return shifted >= 0 ? { digits, scale: shifted } : { digits: digits * 10n ** BigInt(-shifted), scale: 0 };
}

/** The decimal as a count of 10^-places, or undefined when it has more places than that. */
export function inUnitsOf({ digits, scale }: Decimal, places: number): bigint | undefined {
  if (scale <= places) return digits * 10n ** BigInt(places - scale);
  const divisor = 10n ** BigInt(scale - places);
  return digits % divisor === 0n ? digits / divisor : undefined;
}

function decimalOfPlain(text: string): Decimal {
  const point = text.indexOf('.');
  if (point < 0) return { digits: BigInt(text), scale: 0 };
  return { digits: BigInt(text.slice(0, point) + text.slice(point + 1)), scale: text.length - point - 1 };
}
