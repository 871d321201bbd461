import type { Clock, Month, Sentence } from '@yuanqu/domain';
import type { Executor, Outbox } from '@yuanqu/messaging';
import type { Transaction } from '@yuanqu/service-kit';
import type { Contract } from '../../domain/standing/contract-span.ts';
import type { TableLine } from '../../domain/standing/month-verdict.ts';
import type { DoneTable, PublishedTable } from '../../domain/standing/months-to-judge.ts';
import type { StandingRule } from '../../domain/standing/standing-rule.ts';

export interface StoredStandingRule extends StandingRule {
  readonly createdBy: string;
  readonly createdAt: Date;
}

/** Every version, latest effect first, of one effect the newest first. */
export type ListStandingRules = (db: Executor) => Promise<readonly StoredStandingRule[]>;

/** False when the version is there already. */
export type SaveStandingRule = (tx: Executor, rule: StoredStandingRule) => Promise<boolean>;

export interface ToldContract {
  readonly operator: string;
  readonly name: string;
  readonly park: string;
  readonly from: string;
  readonly until: string | undefined;
  readonly revision: number;
}

/** Writes contracts as intake tells them; older revisions change nothing. */
export type SaveContracts = (tx: Executor, contracts: readonly ToldContract[]) => Promise<void>;

/** The park's contracts; their rows stand for the standings of its operators, so that none is opened twice. */
export type LockContracts = (tx: Executor, park: string) => Promise<readonly Contract[]>;

/** Notes which case the standing of these contracts is. */
export type LinkStanding = (
  tx: Executor,
  park: string,
  contracts: readonly Contract[],
  standing: string,
) => Promise<void>;

/** Parks where a contract is in force whose standing has not been opened. */
export type FindUnopened = (db: Executor, at: Date) => Promise<readonly string[]>;

export type ListPublished = (db: Executor) => Promise<readonly PublishedTable[]>;

/** Months that are closed and of which no version is public. */
export type ListClosed = (db: Executor) => Promise<readonly Month[]>;

export interface JudgedTable extends DoneTable {
  readonly rule: string | undefined;
  readonly at: Date;
}

export type ListDone = (db: Executor) => Promise<readonly JudgedTable[]>;
export type SaveDone = (tx: Executor, table: JudgedTable) => Promise<void>;

/** The lines of a published table, by park. */
export type ReadLines = (db: Executor, month: Month, version: number) => Promise<readonly TableLine[]>;

export interface Verdict {
  readonly month: Month;
  readonly version: number;
  readonly park: string;
  readonly operator: string | undefined;
  readonly standing: string | undefined;
  readonly verdict: 'poor' | 'good' | 'not-judged' | 'stuck';
  readonly reason: Sentence;
  readonly at: Date;
}

/** Keeps a verdict; false when there is one already. One that was stuck is replaced. */
export type SaveVerdict = (tx: Executor, verdict: Verdict) => Promise<boolean>;

/** Verdicts that are stuck, oldest first. */
export type ListStuck = (
  db: Executor,
) => Promise<readonly { readonly month: Month; readonly version: number; readonly park: string }[]>;

/** Whether an earlier table of the park is stuck. */
export type IsStuck = (tx: Executor, month: Month, version: number, park: string) => Promise<boolean>;

export interface StandingPorts {
  readonly db: Executor;
  readonly transaction: Transaction;
  readonly append: Outbox['append'];
  readonly clock: Clock;
  readonly listStandingRules: ListStandingRules;
  readonly lockContracts: LockContracts;
  readonly linkStanding: LinkStanding;
}
