/**
 * A robot may send 20 messages in any minute. A bucket of ten that fills with ten a minute never lets more through: ten
 * at once, and ten more while the minute passes.
 */
export const robotBucket = { size: 10, perSecond: 10 / 60 } as const;

/**
 * Which of the deliveries that wait go together, given how many messages may be sent now: each alone where that is
 * enough, else the last message carries all that is left. Nothing is left over, unless nothing may be sent.
 */
export function inMessages<Delivery>(
  waiting: readonly Delivery[],
  messages: number,
): readonly (readonly [Delivery, ...Delivery[]])[] {
  if (messages < 1) return [];
  const alone = waiting.length <= messages ? waiting.length : messages - 1;
  const [first, ...others] = waiting.slice(alone);
  const each = waiting.slice(0, alone).map((delivery) => [delivery] as const);
  return first === undefined ? each : [...each, [first, ...others]];
}
