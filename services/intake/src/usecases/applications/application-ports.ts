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
  readonly readRegistered: ReadRegistered;
  readonly parkExists: (db: Executor, park: string) => Promise<boolean>;
}

/** The groups that somebody founded, and those that a party moves in with: their ids. */
export type FindOwnGroups = (db: Executor, founder: string, party: string) => Promise<readonly string[]>;

/** What the registry says of an enterprise; its size class as far as its figures tell. */
export interface Registered {
  readonly name: string;
  readonly sizeClass: SizeClass | undefined;
}

export type ReadRegistered = (db: Executor, uscc: string) => Promise<Registered | undefined>;
