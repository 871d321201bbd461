import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  earlyRotation,
  type KeyPolicy,
  planRotation,
  planWithdrawal,
  type ScheduledKey,
  signingKeyAt,
} from './signing-key-schedule.ts';

const hour = 3600_000;
const policy: KeyPolicy = { periodMs: 720 * hour, leadMs: hour, trailMs: 2 * hour };
const start = Date.parse('2026-11-01T00:00:00Z');
const at = (hours: number): Date => new Date(start + hours * hour);
const key = (kid: string, hours: number): ScheduledKey => ({ kid, signsFrom: at(hours) });

describe('the rotation of signing keys', () => {
  it('begins with a key that signs at once', () => {
    expect(planRotation([], policy, at(0))).toEqual({ addFrom: at(0), drop: [] });
  });

  it('signs with the first key even by a clock that is behind the one that made it', () => {
    expect(signingKeyAt([key('b', 720), key('a', 0)], at(-0.1))?.kid).toBe('a');
    expect(signingKeyAt([], at(0))).toBeUndefined();
  });

  it('adds the next key its lead before the period ends', () => {
    const keys = [key('a', 0)];
    expect(planRotation(keys, policy, at(718))).toEqual({ drop: [] });
    expect(planRotation(keys, policy, at(719))).toEqual({ addFrom: at(720), drop: [] });
  });

  it('still publishes the next key for its lead when it is late', () => {
    expect(planRotation([key('a', 0)], policy, at(800))).toEqual({ addFrom: at(801), drop: [] });
  });

  it('drops a key when the last token it signed has expired', () => {
    const keys = [key('a', 0), key('b', 720)];
    expect(planRotation(keys, policy, at(722)).drop).toEqual([]);
    expect(planRotation(keys, policy, at(722.5)).drop).toEqual(['a']);
  });

  it('can be brought forward, but not twice', () => {
    expect(earlyRotation([key('a', 0)], policy, at(10))).toEqual(at(11));
    expect(earlyRotation([key('a', 0), key('b', 11)], policy, at(10.5))).toBeUndefined();
  });

  it('run at any times, always leaves a key that signs, none that was not published for its lead, and drops none in use', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 400, noNaN: true }), { maxLength: 60 }), (steps) => {
        let keys: { readonly kid: string; readonly signsFrom: Date; readonly addedAt: Date }[] = [];
        let hours = 0;
        for (const step of [0, ...steps]) {
          hours += step;
          const now = at(hours);
          const { addFrom, drop } = planRotation(keys, policy, now);
          const signedLately = signingKeyAt(keys, new Date(now.getTime() - policy.trailMs));
          expect(drop).not.toContain(signedLately?.kid ?? 'none yet');
          keys = keys.filter(({ kid }) => !drop.includes(kid));
          if (addFrom) keys.push({ kid: `k${hours}`, signsFrom: addFrom, addedAt: now });
          expect(signingKeyAt(keys, now)).toBeDefined();
        }
        for (const { signsFrom, addedAt } of keys.slice(1))
          expect(signsFrom.getTime() - addedAt.getTime()).toBeGreaterThanOrEqual(policy.leadMs);
      }),
    );
  });
});

describe('the withdrawal of a signing key', () => {
  const keys = [key('old', 0), key('now', 720), key('next', 1440)];

  it('needs nothing more when the key does not sign', () => {
    expect(planWithdrawal(keys, 'old', at(721))).toEqual({ kind: 'none-needed' });
    expect(planWithdrawal(keys, 'next', at(721))).toEqual({ kind: 'none-needed' });
  });

  it('has the next key sign at once, which everybody knows already', () => {
    expect(planWithdrawal(keys, 'now', at(1439))).toEqual({ kind: 'promote', kid: 'next' });
  });

  it('makes a new key rather than go back to an old one', () => {
    expect(planWithdrawal(keys.slice(0, 2), 'now', at(721))).toEqual({ kind: 'add' });
  });

  it('is refused for a key that is not there', () => {
    expect(planWithdrawal(keys, 'other', at(721))).toEqual({ kind: 'unknown' });
  });
});
