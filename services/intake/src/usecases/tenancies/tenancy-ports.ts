import type { Clock } from '@yuanqu/domain';
import type { Executor, Outbox } from '@yuanqu/messaging';
import type { Transaction } from '@yuanqu/service-kit';
import type { ChosenUnit } from '../../domain/tenancies/fit.ts';
import type { Tenancy } from '../../domain/tenancies/tenancy.ts';
import type { EndClaims } from '../incentive-claims/end-claims.ts';
import type { LockUnits } from '../registry-ports.ts';

export interface TenancyPorts {
  readonly transaction: Transaction;
  readonly append: Outbox['append'];
  readonly clock: Clock;
  readonly lockUnits: LockUnits;
  readonly unitsOfFloors: UnitsOfFloors;
  readonly holdUnits: HoldUnits;
  readonly endClaims: EndClaims;
  readonly readKnownTenant: ReadKnownTenant;
  readonly findOpenTenancy: FindOpenTenancy;
}

/** What the registry knows of a code: all the codes that stand for the same body, its own too, and its name. */
export type ReadKnownTenant = (
  tx: Executor,
  uscc: string,
) => Promise<{ readonly codes: ReadonlySet<string>; readonly name: string | undefined }>;

/** The intent or contract that an application led to and that is not over. */
export type FindOpenTenancy = (tx: Executor, application: string) => Promise<string | undefined>;

/** A whole floor. */
export interface FloorChoice {
  readonly building: string;
  readonly floor: number;
}

/** Codes of the units that stand on the floors now. */
export type UnitsOfFloors = (
  db: Executor,
  park: string,
  floors: readonly FloorChoice[],
) => Promise<readonly string[]>;

/**
 * Makes the register of who holds which unit, and the units' legal states, what the tenancy says: takes those it has,
 * frees those it had. Throws `tenancy.unit-taken` when another tenancy holds one, `tenancy.unit-on-offer` when one that it
 * takes is on offer to a demand of somebody else.
 */
export type HoldUnits = (tx: Executor, tenancy: string, state: Tenancy) => Promise<void>;

export interface UnitChoice {
  readonly units?: readonly string[] | undefined;
  readonly floors?: readonly FloorChoice[] | undefined;
}

/** The units that were chosen, as they are now, locked. */
export type ChooseUnits = (tx: Executor, park: string, choice: UnitChoice) => Promise<readonly ChosenUnit[]>;
