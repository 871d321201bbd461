/** When a key begins to sign; it ends when the next one begins. */
export interface ScheduledKey {
  readonly kid: string;
  readonly signsFrom: Date;
}

export interface KeyPolicy {
  /** How long a key signs. */
  readonly periodMs: number;
  /** How long a key is published before it signs: longer than anybody caches the key set. */
  readonly leadMs: number;
  /** How long a key stays published after its last signature: longer than any token lives. */
  readonly trailMs: number;
}

/** What is to be done now, so that there is always a key that signs and the next one is known in time. */
export interface KeyPlan {
  /** A new key is needed, to sign from then. */
  readonly addFrom?: Date;
  /** Keys whose last token has expired. */
  readonly drop: readonly string[];
}

/**
 * The key that signs at this instant; undefined only when there is none at all. Before the first one's time that one
 * signs too: another instance, whose clock is a little ahead, has made it.
 */
export function signingKeyAt<Key extends ScheduledKey>(keys: readonly Key[], now: Date): Key | undefined {
  const ordered = inOrder(keys);
  return ordered.findLast(({ signsFrom }) => signsFrom <= now) ?? ordered[0];
}

/** What the regular rotation has to do. */
export function planRotation(keys: readonly ScheduledKey[], policy: KeyPolicy, now: Date): KeyPlan {
  const drop = expiredKeys(keys, policy, now);
  const newest = inOrder(keys).at(-1);
  if (!newest) return { addFrom: now, drop };
  const dueMs = newest.signsFrom.getTime() + policy.periodMs;
  if (dueMs - policy.leadMs > now.getTime()) return { drop };
  return { addFrom: new Date(Math.max(dueMs, now.getTime() + policy.leadMs)), drop };
}

/** From when a key signs that is added out of turn: as soon as everybody can know it. Undefined when one is waiting already. */
export function earlyRotation(keys: readonly ScheduledKey[], policy: KeyPolicy, now: Date): Date | undefined {
  const waiting = keys.some(({ signsFrom }) => signsFrom > now);
  return waiting ? undefined : new Date(now.getTime() + policy.leadMs);
}

/** What makes up for a withdrawn key. */
export type Withdrawal =
  | { readonly kind: 'unknown' }
  /** It didn't sign. */
  | { readonly kind: 'none-needed' }
  /** The next key, already known to everybody, signs from now on. */
  | { readonly kind: 'promote'; readonly kid: string }
  /** A new key signs at once; who doesn't know it fetches the key set again. */
  | { readonly kind: 'add' };

/** How signing goes on without this key, whose secret may be known. An older one never signs again. */
export function planWithdrawal(keys: readonly ScheduledKey[], kid: string, now: Date): Withdrawal {
  if (!keys.some((key) => key.kid === kid)) return { kind: 'unknown' };
  if (signingKeyAt(keys, now)?.kid !== kid) return { kind: 'none-needed' };
  const next = inOrder(keys).find(({ signsFrom }) => signsFrom > now);
  return next ? { kind: 'promote', kid: next.kid } : { kind: 'add' };
}

/** Keys that have a successor whose first signature is longer ago than any token of theirs can live. */
function expiredKeys(keys: readonly ScheduledKey[], { trailMs }: KeyPolicy, now: Date): readonly string[] {
  const ordered = inOrder(keys);
  return ordered
    .filter((_, index) => {
      const successor = ordered[index + 1];
      return successor !== undefined && successor.signsFrom.getTime() + trailMs < now.getTime();
    })
    .map(({ kid }) => kid);
}

const inOrder = <Key extends ScheduledKey>(keys: readonly Key[]): readonly Key[] =>
  keys.toSorted((one, other) => one.signsFrom.getTime() - other.signsFrom.getTime());
