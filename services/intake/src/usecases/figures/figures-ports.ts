import type { Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { FiguresPlace, KnownFigures } from '../../domain/figures/figures.ts';
import type { ParkScope } from '../registry-queries.ts';
import type { RegistryPorts } from '../registry-ports.ts';

/** An enterprise whose figures are being entered. */
export interface Reporter {
  readonly uscc: string;
  /** How many events its figures have made. */
  readonly figuresRevision: number;
}

/** Locks those of the enterprises that exist against other reports, in one order; by credit code. */
export type LockReporters = (
  tx: Executor,
  usccs: readonly string[],
) => Promise<ReadonlyMap<string, Reporter>>;

/** The figures that count now, by `placeKey`; none for a month that nobody reported. */
export type ReadKnownFigures = (
  tx: Executor,
  places: readonly FiguresPlace[],
) => Promise<ReadonlyMap<string, KnownFigures>>;

/** Those of the places where the enterprise holds space now, or held some in that month; by `placeKey`. */
export type FindTenants = (tx: Executor, places: readonly FiguresPlace[]) => Promise<ReadonlySet<string>>;

export interface EnteredFigures {
  readonly figures: KnownFigures;
  readonly by: string;
  readonly at: Date;
}

/** Writes new versions, and how many events each enterprise's figures have made now. */
export type SaveFigures = (
  tx: Executor,
  entered: readonly EnteredFigures[],
  reporters: readonly Reporter[],
) => Promise<void>;

export interface SettleFiguresPorts extends Pick<RegistryPorts, 'append'> {
  readonly lockReporters: LockReporters;
  readonly readKnownFigures: ReadKnownFigures;
  readonly findTenants: FindTenants;
  readonly saveFigures: SaveFigures;
}

export interface FiguresFilter {
  readonly uscc: string;
  readonly scope: ParkScope;
  readonly park: string | undefined;
  readonly from: Month | undefined;
  readonly until: Month | undefined;
  /** The month and park of the last item of the page before. */
  readonly after: readonly [month: string, park: string] | undefined;
  readonly limit: number;
}

/** A version, and who entered it. */
export type FiguresVersion = Omit<KnownFigures, 'uscc' | 'park' | 'month'> & {
  readonly enteredBy: string;
  readonly enteredAt: Date;
};

/** An enterprise's month in a park, its versions newest first. */
export interface ListedFigures {
  readonly park: string;
  readonly month: string;
  readonly versions: readonly FiguresVersion[];
}

/** An enterprise's figures, the newest month first. */
export type ListFigures = (filter: FiguresFilter) => Promise<readonly ListedFigures[]>;
