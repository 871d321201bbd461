/** A park whose present occupancy may have changed, and what changed it last. */
export interface ParkChange {
  readonly park: string;
  readonly toldAt: Date;
  /** When the newest observation was made that is now current; absent when only facts changed. */
  readonly observedAt?: Date;
  /** The event that told it; absent when somebody looks without one. */
  readonly eventId?: string;
}

/** Several changes as one per park: told last, and observed last. */
export function mergeChanges(changes: readonly ParkChange[]): readonly ParkChange[] {
  const merged = new Map<string, ParkChange>();
  for (const change of changes) {
    const known = merged.get(change.park);
    merged.set(change.park, known ? mergeTwo(known, change) : change);
  }
  return [...merged.values()];
}

function mergeTwo(a: ParkChange, b: ParkChange): ParkChange {
  const last = b.toldAt >= a.toldAt ? b : a;
  const observedAt = Math.max(a.observedAt?.getTime() ?? 0, b.observedAt?.getTime() ?? 0);
  return observedAt > 0 ? { ...last, observedAt: new Date(observedAt) } : last;
}
