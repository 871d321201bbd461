/**
 * Splits a whole amount in proportion to the weights, by largest remainder: the parts add up to the amount exactly, none is
 * off its fair share by a unit or more, and ties go to the earlier part. Throws a RangeError without a positive weight.
 */
export function allocate(amount: bigint, weights: readonly bigint[]): readonly bigint[] {
  if (weights.some((weight) => weight < 0n)) throw new RangeError('a weight below zero');
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total === 0n) throw new RangeError('no weight above zero to allocate by');
  const sign = amount < 0n ? -1n : 1n;
  const shares = weights.map((weight, index) => {
    const exact = sign * amount * weight;
    return { index, whole: exact / total, remainder: exact % total };
  });
  const left = Number(sign * amount - shares.reduce((sum, share) => sum + share.whole, 0n));
  const raised = new Set(
    shares
      .toSorted(byRemainder)
      .slice(0, left)
      .map((share) => share.index),
  );
  return shares.map(({ index, whole }) => sign * (raised.has(index) ? whole + 1n : whole));
}

interface Share {
  readonly index: number;
  readonly remainder: bigint;
}

const byRemainder = (a: Share, b: Share): number =>
  a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1;
