/** A professional operator (运营机构) of parks. */
export interface Operator {
  readonly code: string;
  readonly name: string;
  readonly uscc?: string | undefined;
  readonly demo: boolean;
}

/** Its contract for one park: end excluded, open without one. One operator per park at a time. */
export interface OperatorContract {
  readonly id: string;
  readonly operator: string;
  readonly park: string;
  readonly from: Date;
  readonly until?: Date | undefined;
  /** When it was entered: what was over by then is history. */
  readonly enteredAt?: Date | undefined;
  /** Counts its changes; the first is its making. */
  readonly revision?: number;
}
