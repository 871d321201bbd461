/** A share of a whole, exact. A whole of 0 means that there is nothing to measure. */
export interface Ratio {
  readonly part: bigint;
  readonly whole: bigint;
}

/** The share in millionths, half up; undefined when there is nothing to measure. */
export const millionthsOf = ({ part, whole }: Ratio): number | undefined =>
  whole === 0n ? undefined : Number(divideHalfUp(part * 1_000_000n, whole));

/** numerator / denominator (> 0) as a whole number, ties away from zero. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

/** Millionths as the share that goes out on the wire: 718200 → 0.7182. */
export const shareOf = (millionths: number): number => millionths / 1_000_000;

/**
 * Millionths as people read them, all of them, so that what a sentence reckons comes out: 718200 → `71.82 %`,
 * 852191 → `85.2191 %`.
 */
export const percentOf = (millionths: number): string => `${percentFigure(millionths)} %`;

/** The same without its sign: `71.82`. */
export function percentFigure(millionths: number): string {
  const digits = Math.abs(millionths).toString().padStart(5, '0');
  const decimals = digits.slice(-4).replace(/0{1,2}$/, '');
  return `${millionths < 0 ? '-' : ''}${digits.slice(0, -4)}.${decimals}`;
}

/** A count of 10^-places with two decimals: `fixed(1234567n, 4)` → `123.46`. */
export function fixed(value: bigint, places: number): string {
  const hundredths = divideHalfUp(value * 100n, 10n ** BigInt(places));
  const digits = (hundredths < 0n ? -hundredths : hundredths).toString().padStart(3, '0');
  return `${hundredths < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
