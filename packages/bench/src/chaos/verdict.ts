/** What the judge counted, and what it found wrong. */
export interface Verdict {
  readonly counts: Readonly<Record<string, number>>;
  /** What must not be; empty when the run is good. */
  readonly faults: readonly string[];
}
