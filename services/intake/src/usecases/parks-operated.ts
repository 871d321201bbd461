/** Where an operator has something to do at an instant. */
export interface OperatedParks {
  /** Those where its contract runs. */
  readonly running: readonly string[];
  /** Those where it is still to come, or where it hands over. */
  readonly besides: readonly string[];
}

export type ParksOperated = (operator: string, at: Date) => Promise<OperatedParks>;
