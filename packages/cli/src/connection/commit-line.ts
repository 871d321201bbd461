/** What the server answers on a stream: one per commit, then one that ends it. */
export interface CommitLine {
  readonly through?: number;
  readonly accepted?: number;
  readonly unchanged?: number;
  readonly stale?: number;
  readonly rejected?: number;
  readonly errors?: readonly {
    readonly line: number;
    readonly updateId?: string;
    readonly code: string;
    readonly detail: string;
  }[];
  readonly done?: boolean;
  readonly error?: { readonly code: string; readonly detail?: string; readonly retryAfterMs?: number };
}

export interface Totals {
  accepted: number;
  unchanged: number;
  stale: number;
  rejected: number;
}

export const noTotals = (): Totals => ({ accepted: 0, unchanged: 0, stale: 0, rejected: 0 });
