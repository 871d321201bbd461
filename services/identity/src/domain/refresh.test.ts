import { describe, expect, it } from 'vitest';
import { judgeRefresh, type PresentedToken } from './refresh.ts';

const now = new Date('2026-11-02T08:00:00Z');
const later = new Date('2026-11-02T09:00:00Z');
const earlier = new Date('2026-11-02T07:00:00Z');
const fresh: PresentedToken = { expiresAt: later, session: { endsAt: later }, accountActive: true };

describe('a refresh token', () => {
  it('is worth the next one once', () => {
    expect(judgeRefresh(fresh, now)).toEqual({ kind: 'rotate' });
  });

  it('ends its session when it comes a second time, even long after', () => {
    expect(judgeRefresh({ ...fresh, usedAt: earlier, expiresAt: earlier }, now)).toEqual({
      kind: 'revoke',
      reason: 'reused',
    });
  });

  it('ends its session when the account may no longer come in', () => {
    expect(judgeRefresh({ ...fresh, accountActive: false }, now)).toEqual({
      kind: 'revoke',
      reason: 'account-inactive',
    });
  });

  it.each<[string, Partial<PresentedToken>]>([
    ['it has expired', { expiresAt: now }],
    ['the session has lasted long enough', { session: { endsAt: now } }],
    ['the session was revoked', { session: { endsAt: later, revokedAt: earlier }, usedAt: earlier }],
  ])('is worth nothing when %s', (_, changes) => {
    expect(judgeRefresh({ ...fresh, ...changes }, now)).toEqual({ kind: 'refuse' });
  });
});
