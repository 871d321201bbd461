import type { OperatorContract } from '../domain/operator.ts';
import type { ParkScope } from './registry-queries.ts';

export interface ListedOperator {
  readonly code: string;
  readonly name: string;
  readonly uscc: string | null;
  readonly demo: boolean;
  readonly revision: number;
}

/** Registered operators by code. */
export type ListOperators = () => Promise<readonly ListedOperator[]>;

export type ListedContract = OperatorContract & { readonly name: string };

/** Who answered for what when: contracts of the parks, by park, latest first. */
export type ListContracts = (parks: ParkScope) => Promise<readonly ListedContract[]>;
