import type { Uscc } from '@yuanqu/domain';

/** An operator as a table gives it, with one of its contracts or none. */
export interface OperatorRow {
  readonly code: string;
  readonly name: string;
  readonly uscc: Uscc | undefined;
  readonly contract: ContractTerms | undefined;
}

/** From its first instant up to, not including, its last. */
export interface ContractTerms {
  readonly park: string;
  readonly from: Date;
  readonly until: Date | undefined;
}
