import type { Executor } from '@yuanqu/messaging';
import type { Month } from '@yuanqu/domain';
import type { PlotState, PlotVersion } from '../../domain/land/plot-history.ts';
import type { LandFacts } from '../../domain/land/land-use.ts';
import type { ToldPark } from '../registry-events.ts';

/** A park as its events tell it, and how many they are. */
export type LockedPark = ToldPark & { readonly revision: number };

/** Locks a park against other changes of its facts; undefined when there is none. */
export type LockPark = (tx: Executor, park: string) => Promise<LockedPark | undefined>;

/** A plot as somebody enters it, with the buildings that stand on it. */
export interface PlotEntry {
  readonly park: string;
  readonly code: string;
  readonly subPark: string;
  readonly name: string;
  readonly landAreaM2: number;
  /** Undefined leaves them as they are. */
  readonly buildings: readonly string[] | undefined;
  /** From which month on it is so; a change from the running one on, unless told. */
  readonly from: Month | undefined;
  readonly reason: string | undefined;
}

/** Writes a plot, puts the buildings on it, and counts the park's events. */
export type SavePlot = (tx: Executor, plot: PlotEntry, parkRevision: number) => Promise<void>;

/** Keeps a version of each plot of which something else is said now. */
export type SavePlotVersions = (
  tx: Executor,
  park: string,
  change: {
    readonly before: readonly PlotState[];
    readonly after: readonly PlotState[];
    readonly from: Month | undefined;
    readonly reason: string | undefined;
    readonly by: string;
    readonly at: Date;
  },
) => Promise<void>;

/** A plot's versions, newest first; none where there is no such plot. */
export type ListPlotVersions = (park: string, code: string) => Promise<readonly PlotVersion[]>;

/** Land (as it was then), units and figures of a park in a month; undefined when there is no such park. */
export type ReadLandFacts = (
  park: string,
  month: string,
  /** When the units are looked at: the month's end, or now while it runs. */
  at: Date | undefined,
) => Promise<LandFacts | undefined>;

/** A park's plots with the buildings on them, and its revision. Throws `intake.unknown-park`. */
export type ReadParkPlots = (park: string) => Promise<{
  readonly revision: number;
  readonly plots: readonly {
    readonly code: string;
    readonly subPark: string;
    readonly name: string;
    readonly landAreaM2: number;
    readonly buildings: readonly string[];
  }[];
}>;
