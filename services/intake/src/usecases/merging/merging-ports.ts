import type { Executor } from '@yuanqu/messaging';
import type { KnownFigures } from '../../domain/figures/figures.ts';
import type { Suspicion } from '../../domain/merging/duplicates.ts';
import type { TransferredMonth } from '../../domain/merging/transfer-figures.ts';
import type { KnownEnterprise } from '../../domain/enterprise-facts.ts';
import type { SettleFiguresPorts } from '../figures/figures-ports.ts';
import type { NewTask } from '../ports.ts';
import type { CloseCompletionTasks, LockEnterprises, RegistryPorts } from '../registry-ports.ts';

/** A merger as it is kept. */
export interface Merger {
  readonly id: string;
  readonly merged: string;
  readonly into: string;
  readonly reason: string;
  readonly mergedBy: string;
  readonly mergedAt: Date;
  readonly months: readonly TransferredMonth[];
  readonly undone: { readonly by: string; readonly at: Date; readonly reason: string } | undefined;
}

export interface MergingPorts
  extends RegistryPorts,
    Pick<SettleFiguresPorts, 'lockReporters' | 'saveFigures' | 'readReportedMonths' | 'saveSizes'> {
  readonly lockEnterprises: LockEnterprises;
  readonly closeCompletionTasks: CloseCompletionTasks;
  /** Answers with those that were not open already. */
  readonly openTasks: (tx: Executor, tasks: readonly NewTask[], at: Date) => Promise<readonly NewTask[]>;
  readonly mergedInto: (tx: Executor, id: string) => Promise<readonly string[]>;
  /** All its figures that count, those that say nothing too. */
  readonly allFigures: (tx: Executor, uscc: string) => Promise<readonly KnownFigures[]>;
  /** Its figures in the versions that the months name. */
  readonly figuresAt: (
    tx: Executor,
    uscc: string,
    months: readonly TransferredMonth[],
  ) => Promise<readonly KnownFigures[]>;
  readonly saveMerger: (tx: Executor, merger: Merger) => Promise<void>;
  /** The merger in force of an enterprise, locked. */
  readonly lockMerger: (tx: Executor, merged: string) => Promise<Merger | undefined>;
  /** Makes the enterprise another's, or its own again; its new revision. */
  readonly setMergedInto: (
    tx: Executor,
    id: string,
    into: string | undefined,
    revision: number,
    at: Date,
  ) => Promise<void>;
}

/** Pairs that are likely to be one, at most so many. */
export type FindSuspicions = (limit: number) => Promise<readonly Suspicion[]>;

export type ReadEnterprises = (ids: readonly string[]) => Promise<ReadonlyMap<string, KnownEnterprise>>;

/** Every merger that an enterprise was part of, newest first. */
export type ListMergers = (id: string) => Promise<readonly Merger[]>;
