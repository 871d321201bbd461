import type { Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { ParkEvidence } from '../../domain/evidence/park-evidence.ts';
import type { Watermark } from '../../domain/league-table.ts';
import type { LogPlace } from '../unit-changes.ts';

/** A version of an enterprise's figures of a month, and where it was told. Amounts are fen as decimal strings. */
export interface FiguresRecord extends Omit<LogPlace, 'topic'> {
  readonly month: string;
  readonly park: string;
  readonly uscc: string;
  readonly version: number;
  readonly stage: string;
  readonly outputFen: string | null;
  readonly revenueFen: string | null;
  readonly taxFen: string | null;
  readonly staff: number | null;
  readonly arrivedAt: Date;
}

/** Keeps versions of figures; what is known already changes nothing. */
export type SaveFigures = (tx: Executor, figures: readonly FiguresRecord[]) => Promise<void>;

export type DeadlineKind = 'service' | 'policy' | 'task';

/** A deadline that was set, or the step after it that ended it: done, done with another to follow (next), or dropped because it need not be done. */
export interface DeadlineStep extends LogPlace {
  readonly kind: DeadlineKind;
  readonly subject: string;
  readonly revision: number;
  readonly park: string;
  readonly what: 'due' | 'done' | 'next' | 'dropped';
  readonly at: Date;
  readonly dueAt: string | null;
}

/** Keeps steps; known ones change nothing. */
export type SaveDeadlineSteps = (tx: Executor, steps: readonly DeadlineStep[]) => Promise<void>;

export interface EvidenceWanted {
  readonly month: Month;
  readonly cutoffMs: number;
  /** Firms that were tenants at the cut-off: they should have reported. */
  readonly tenants: readonly { readonly park: string; readonly uscc: string }[];
  /** Only what events up to here told; everything unless told. */
  readonly watermarks?: readonly Watermark[] | undefined;
}

/** What a month is judged by beside its units, by park; a park of which nothing is known has an entry of its own. */
export type ReadEvidence = (
  db: Executor,
  wanted: EvidenceWanted,
) => Promise<ReadonlyMap<string, ParkEvidence>>;

/** The groups that take in what evidence is made of: their watermarks bound it. */
export const figuresGroup = 'assessment.figures.v1';
export const deadlinesGroup = 'assessment.deadlines.v1';
