/** A refresh token as it is kept, and the session it belongs to. */
export interface PresentedToken {
  readonly expiresAt: Date;
  readonly usedAt?: Date;
  readonly session: { readonly endsAt: Date; readonly revokedAt?: Date };
  /** Whether the account may come in now. */
  readonly accountActive: boolean;
}

/** Why a session ends before its time. */
export type RevokeReason = 'reused' | 'account-inactive' | 'logged-out' | 'password-changed';

/** What a refresh token is worth: the next one, nothing, or the end of its whole session. */
export type RefreshVerdict =
  | { readonly kind: 'rotate' }
  | { readonly kind: 'refuse' }
  | { readonly kind: 'revoke'; readonly reason: RevokeReason };

/**
 * Judges a refresh token (RFC 9700 §4.14.2: rotation with detection of replay). A used one that comes again means that
 * two parties hold it: neither is believed, the session ends.
 */
export function judgeRefresh(token: PresentedToken, now: Date): RefreshVerdict {
  const { session, usedAt, expiresAt, accountActive } = token;
  if (session.revokedAt) return { kind: 'refuse' };
  if (usedAt) return { kind: 'revoke', reason: 'reused' };
  if (!accountActive) return { kind: 'revoke', reason: 'account-inactive' };
  return expiresAt <= now || session.endsAt <= now ? { kind: 'refuse' } : { kind: 'rotate' };
}
