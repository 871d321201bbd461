import type { OccupancyStatus } from '../../domain/occupancy-status.ts';

export const mismatchReasons = ['no-contract', 'other-state', 'other-tenant'] as const;

/** A unit that is not observed to be what its contract says. */
export interface Mismatch {
  readonly unit: string;
  readonly areaM2: number;
  readonly observed: OccupancyStatus;
  /** What the contracts make of it; null where none has named it yet. */
  readonly legal: 'let' | 'reserved' | 'vacant' | null;
  /** Who is seen in it, and who has signed for it. */
  readonly seen: string | null;
  readonly signed: string | null;
  readonly tenancy: string | null;
  readonly why: (typeof mismatchReasons)[number];
}

/** A park's mismatches as they are now, by unit. */
export type ListMismatches = (park: string, at: Date) => Promise<readonly Mismatch[]>;
