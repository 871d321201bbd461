import type { Clock } from '@yuanqu/domain';
import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import type { EnterpriseDecision, KnownEnterprise } from '../domain/enterprise-facts.ts';
import type { OperatorContract } from '../domain/operator.ts';
import type { StandingUnit } from '../domain/standing-unit.ts';
import type { Unit, UnitUsage } from '../domain/unit.ts';
import type { UnitCut } from '../domain/unit-cut.ts';
import type { TaskKind } from './ports.ts';

/** What every change of the registry needs from outside. */
export interface RegistryPorts {
  readonly transaction: <T>(work: (tx: Executor) => Promise<T>) => Promise<T>;
  /** Writes the events to the outbox: the transaction's last statement. */
  readonly append: (tx: Executor, events: readonly NewEvent[]) => Promise<void>;
  readonly clock: Clock;
}

/** Locks those of the park's units that exist, retired ones too, against observations and other changes; by code. */
export type LockUnits = (
  tx: Executor,
  park: string,
  codes: readonly string[],
) => Promise<ReadonlyMap<string, StandingUnit>>;

/** Writes old units' end, new units, what they carry on, and which came from which. */
export type SaveCut = (tx: Executor, cut: UnitCut, now: Date) => Promise<void>;

export type SaveCorrections = (tx: Executor, units: readonly StandingUnit[]) => Promise<void>;

/** The places of a park where units can be, and what they can be for. */
export interface ParkPlan {
  /** Sub-park by building. */
  readonly buildings: ReadonlyMap<string, string>;
  /** Whether a usage counts towards occupancy. */
  readonly usages: ReadonlyMap<UnitUsage, boolean>;
}

/** Undefined when there is no such park. */
export type ReadParkPlan = (tx: Executor, park: string) => Promise<ParkPlan | undefined>;

/** New units, with the floors they need. */
export type InsertUnits = (tx: Executor, units: readonly Unit[]) => Promise<void>;

/** Locks those of the enterprises that exist, by credit code. */
export type LockEnterprises = (
  tx: Executor,
  usccs: readonly string[],
) => Promise<ReadonlyMap<string, KnownEnterprise>>;

export type SaveEnterprises = (
  tx: Executor,
  enterprises: readonly EnterpriseDecision['enterprise'][],
  now: Date,
) => Promise<void>;

export interface ClosedTask {
  readonly id: string;
  readonly kind: TaskKind;
  readonly park: string;
  readonly about: string;
  readonly revision: number;
}

/** Closes the open tasks to complete these enterprises. */
export type CloseCompletionTasks = (
  tx: Executor,
  usccs: readonly string[],
  by: string,
  now: Date,
) => Promise<readonly ClosedTask[]>;

export interface KnownOperator {
  readonly code: string;
  readonly name: string;
  readonly uscc: string | undefined;
  readonly revision: number;
  /** Counts the changes of its name and code: what an edit names. */
  readonly factsRevision: number;
}

export interface ContractChange {
  readonly outcome: 'contracted' | 'ended';
  readonly contract: OperatorContract;
  /** The operator's name and the revision of it that this makes. */
  readonly name: string;
  readonly revision: number;
}

/** Locks those of the parks that exist against other changes of their contracts; their contracts by park. */
export type LockContracts = (
  tx: Executor,
  parks: readonly string[],
) => Promise<ReadonlyMap<string, readonly OperatorContract[]>>;

/** Those of the parks that call for an operator, or where one hands over. */
export type FindUnderWay = (tx: Executor, parks: readonly string[]) => Promise<ReadonlySet<string>>;

export type LockOperators = (
  tx: Executor,
  codes: readonly string[],
) => Promise<ReadonlyMap<string, KnownOperator>>;

/** Writes operators as they now are and contracts that are new or have got their end. */
export type SaveOperators = (
  tx: Executor,
  operators: readonly KnownOperator[],
  contracts: readonly OperatorContract[],
) => Promise<void>;
