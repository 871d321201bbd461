import { AppError, type Decider } from '@yuanqu/domain';

/** A run that tells a service's present state again. Every chunk is a step: a run that was cut off goes on from its last. */
export interface Snapshot {
  readonly status: 'running' | 'done';
  readonly startedBy: string;
  /** What is still to be told, the first in hand. */
  readonly left: readonly string[];
  /** The last key told of the aggregate in hand. */
  readonly after?: string;
  /** How many events of each. */
  readonly told: Readonly<Record<string, number>>;
}

export type SnapshotCommand =
  | { readonly kind: 'start'; readonly aggregates: readonly string[]; readonly by: string }
  | { readonly kind: 'tell'; readonly events: number; readonly last?: string };

export type SnapshotFact =
  | { readonly kind: 'started'; readonly aggregates: readonly string[]; readonly by: string }
  | { readonly kind: 'told'; readonly events: number; readonly last?: string };

export const snapshotDecider: Decider<Snapshot | undefined, SnapshotCommand, SnapshotFact> = {
  initial: undefined,
  decide: (snapshot, command) => {
    if (command.kind === 'start') return [{ ...command, kind: 'started' }];
    if (!snapshot) return unknownSnapshot;
    return snapshot.status === 'done' ? [] : [{ ...command, kind: 'told' }];
  },
  evolve: (snapshot, fact) => {
    if (fact.kind === 'started')
      return { status: 'running', startedBy: fact.by, left: fact.aggregates, told: {} };
    const [inHand, ...others] = snapshot?.left ?? [];
    if (!snapshot || inHand === undefined) return snapshot;
    const { after: _, ...rest } = snapshot;
    const told = { ...snapshot.told, [inHand]: (snapshot.told[inHand] ?? 0) + fact.events };
    if (fact.last !== undefined) return { ...rest, told, after: fact.last };
    return { ...rest, told, left: others, status: others.length > 0 ? 'running' : 'done' };
  },
};

export const unknownSnapshot = new AppError(
  'snapshot.unknown',
  'not-found',
  '没有该快照。 There is no such snapshot; GET /ops/snapshots lists them.',
);
