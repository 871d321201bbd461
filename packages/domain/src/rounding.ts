/** How an exact result becomes a whole one: a tie goes away from zero (四舍五入), or to the even neighbour (banker's). */
export type Rounding = 'half-up' | 'half-even';

/** numerator / denominator as a whole number. Throws a RangeError on division by zero. */
export function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const quotient = numerator / denominator;
  const twiceRest = 2n * magnitude(numerator % denominator);
  const divisor = magnitude(denominator);
  if (twiceRest < divisor) return quotient;
  const tie = twiceRest === divisor;
  if (tie && rounding === 'half-even' && quotient % 2n === 0n) return quotient;
  return numerator < 0n === denominator < 0n ? quotient + 1n : quotient - 1n;
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);
