import type { Clock, SizeClass } from '@yuanqu/domain';
import type { Executor, Outbox } from '@yuanqu/messaging';
import type { Transaction } from '@yuanqu/service-kit';
import type { ReadPolicyInForce } from '../policies/read-policy-in-force.ts';

/** What deciding on applications needs from outside. */
export interface ApplicationPorts {
  readonly transaction: Transaction;
  readonly append: Outbox['append'];
  readonly clock: Clock;
  readonly readPolicyInForce: ReadPolicyInForce;
  readonly readSizeClass: ReadSizeClass;
  readonly parkExists: (db: Executor, park: string) => Promise<boolean>;
}

/** The groups that somebody founded, and those that a party moves in with: their ids. */
export type FindOwnGroups = (db: Executor, founder: string, party: string) => Promise<readonly string[]>;

/** The size class of a registered enterprise, as far as its figures tell. */
export type ReadSizeClass = (db: Executor, uscc: string) => Promise<SizeClass | undefined>;
