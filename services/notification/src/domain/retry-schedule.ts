const s = 1_000;
const min = 60 * s;
const h = 60 * min;

/** The waits after each failed attempt: ten tries within about three days (Standard Webhooks, "deliverability"). */
export const standardRetryDelaysMs: readonly number[] = [
  5 * s,
  5 * min,
  30 * min,
  2 * h,
  5 * h,
  10 * h,
  14 * h,
  20 * h,
  24 * h,
];

/**
 * How long to wait after the attempt of this number (from 1) failed; undefined after the last. `random` in 0..1
 * spreads receivers that failed together by a tenth.
 */
export function retryDelayMs(
  attempt: number,
  random: number,
  delaysMs: readonly number[] = standardRetryDelaysMs,
): number | undefined {
  const delayMs = delaysMs[attempt - 1];
  return delayMs === undefined ? undefined : Math.round(delayMs * (0.9 + random * 0.2));
}
