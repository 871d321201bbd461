/** A case as it is kept. */
export interface CaseFile<State> {
  readonly id: string;
  readonly status: string;
  readonly park: string | undefined;
  readonly party: string | undefined;
  readonly dueAt: Date | undefined;
  /** How many facts made it; an edit names the revision it was made on. */
  readonly revision: number;
  readonly state: State;
  readonly openedAt: Date;
  readonly changedAt: Date;
  /** Why its deadline could not be dealt with, if so. */
  readonly stuckBecause: string | undefined;
}

/** The row of `chassis.case_file`. */
export interface CaseRow {
  readonly id: string;
  readonly status: string;
  readonly park: string | null;
  readonly party: string | null;
  readonly due_at: Date | null;
  readonly revision: number;
  readonly state: unknown;
  readonly opened_at: Date;
  readonly changed_at: Date;
  readonly stuck_because: string | null;
}

/** With the party that it is about today: whoever was merged into another counts as that one. */
export const caseColumns = `id, status, park,
  coalesce((SELECT alias."into" FROM chassis.party_alias alias WHERE alias.old = party), party) AS party,
  due_at, revision, state, opened_at, changed_at, stuck_because`;

export const toCaseFile = <State>(row: CaseRow): CaseFile<State> => ({
  id: row.id,
  status: row.status,
  park: row.park ?? undefined,
  party: row.party ?? undefined,
  dueAt: row.due_at ?? undefined,
  revision: row.revision,
  state: row.state as State,
  openedAt: row.opened_at,
  changedAt: row.changed_at,
  stuckBecause: row.stuck_because ?? undefined,
});
