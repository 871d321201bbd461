import type { Month, SizeClass, Uscc } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { SizeFacts } from '../../domain/enterprise.ts';
import type { ReportedMonth } from '../../domain/figures/reported-year.ts';
import type { FiguresPlace, KnownFigures } from '../../domain/figures/figures.ts';
import type { ParkScope } from '../registry-queries.ts';
import type { RegistryPorts } from '../registry-ports.ts';

/** An enterprise whose figures are being entered. */
export interface Reporter extends SizeFacts {
  readonly name: string | undefined;
  readonly sizeClass: SizeClass | undefined;
  readonly provisional: boolean;
  readonly mergedInto: string | undefined;
  readonly revision: number;
  /** How many events its figures have made. */
  readonly figuresRevision: number;
}

/** Locks those of the enterprises that exist against other reports, in one order; by credit code. */
export type LockReporters = (
  tx: Executor,
  usccs: readonly string[],
) => Promise<ReadonlyMap<string, Reporter>>;

/** Which of the codes were merged into another, and into which. */
export type ReadMerged = (tx: Executor, usccs: readonly string[]) => Promise<ReadonlyMap<string, Uscc>>;

/** Their months over all parks from one on, by credit code: what the size class can go by. */
export type ReadReportedMonths = (
  tx: Executor,
  usccs: readonly string[],
  from: Month,
) => Promise<ReadonlyMap<string, readonly ReportedMonth[]>>;

/** An enterprise’s size class and reported year as they are now. */
export type Resized = Pick<Reporter, 'uscc' | 'sizeClass' | 'reported' | 'revision'>;

export type SaveSizes = (tx: Executor, resized: readonly Resized[], now: Date) => Promise<void>;

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
  reporters: readonly Pick<Reporter, 'uscc' | 'figuresRevision'>[],
) => Promise<void>;

export interface SettleFiguresPorts extends Pick<RegistryPorts, 'append'> {
  readonly readMerged: ReadMerged;
  readonly readReportedMonths: ReadReportedMonths;
  readonly saveSizes: SaveSizes;
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
