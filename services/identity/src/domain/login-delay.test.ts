import { describe, expect, it } from 'vitest';
import { blockAfterFailureMs, forgetFailuresAfterMs } from './login-delay.ts';

describe('the wait after failed logins', () => {
  it('forgives a few slips and then never shrinks', () => {
    expect(blockAfterFailureMs.slice(0, 4)).toEqual([0, 0, 0, 0]);
    expect(blockAfterFailureMs).toEqual(blockAfterFailureMs.toSorted((one, other) => one - other));
  });

  it('leaves a guesser about a hundred tries a day', () => {
    let elapsedMs = 0;
    let tries = 0;
    while (elapsedMs < 24 * 3600_000) {
      elapsedMs += blockAfterFailureMs[Math.min(tries, blockAfterFailureMs.length - 1)] ?? 0;
      tries += 1;
    }
    expect(tries).toBeLessThan(110);
  });

  it('is shorter than the memory of failures, or they would be forgotten while blocked', () => {
    expect(Math.max(...blockAfterFailureMs)).toBeLessThan(forgetFailuresAfterMs);
  });
});
