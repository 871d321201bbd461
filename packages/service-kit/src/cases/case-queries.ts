import type { Executor } from '@yuanqu/messaging';
import { caseColumns, type CaseFile, type CaseRow, toCaseFile } from './case-file.ts';

/** Which cases a list shows; what isn't given doesn't restrict it. */
export interface CaseFilter {
  /** The parks that the caller may see. */
  readonly parks: '*' | readonly string[];
  readonly park?: string | undefined;
  readonly party?: string | undefined;
  readonly statuses?: readonly string[] | undefined;
  /** Only those that are due before it. */
  readonly dueBefore?: Date | undefined;
  readonly stuck?: boolean | undefined;
  /** The last id of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
}

export type ListCases<State> = (filter: CaseFilter) => Promise<readonly CaseFile<State>[]>;
export type ReadCase<State> = (id: string) => Promise<CaseFile<State> | undefined>;

/** The cases of a kind, newest first. */
export const listCases =
  <State>(db: Executor, kind: string): ListCases<State> =>
  async ({ parks, park, party, statuses, dueBefore, stuck, before, limit }) => {
    const { rows } = await db.query<CaseRow>(
      `SELECT ${caseColumns} FROM chassis.case_file
       WHERE kind = $1 AND ($2::text[] IS NULL OR park = ANY ($2)) AND ($3::text IS NULL OR park = $3)
         AND ($4::text IS NULL OR party = $4 OR party IN (SELECT old FROM chassis.party_alias WHERE "into" = $4)) AND ($5::text[] IS NULL OR status = ANY ($5))
         AND ($6::timestamptz IS NULL OR due_at < $6) AND ($7::boolean IS NULL OR (stuck_because IS NOT NULL) = $7)
         AND ($8::uuid IS NULL OR id < $8)
       ORDER BY id DESC LIMIT $9`,
      [kind, parks === '*' ? null : parks, park, party, statuses, dueBefore, stuck, before, limit],
    );
    return rows.map((row) => toCaseFile<State>(row));
  };

const atATime = 1_000;

/** All the cases that a filter lets through, newest first, read page by page. */
export async function* everyCase<State>(
  list: ListCases<State>,
  filter: Omit<CaseFilter, 'before' | 'limit'>,
): AsyncGenerator<CaseFile<State>> {
  for (let before: string | undefined; ; ) {
    const page = await list({ ...filter, before, limit: atATime });
    yield* page;
    before = page.at(-1)?.id;
    if (page.length < atATime) return;
  }
}

export const readCase =
  <State>(db: Executor, kind: string): ReadCase<State> =>
  async (id) => {
    const { rows } = await db.query<CaseRow>(
      `SELECT ${caseColumns} FROM chassis.case_file WHERE kind = $1 AND id = $2`,
      [kind, id],
    );
    return rows[0] && toCaseFile<State>(rows[0]);
  };

/** What is read of the cases of a kind. */
export interface ReadCases<State> {
  readonly list: ListCases<State>;
  readonly read: ReadCase<State>;
  readonly steps: (id: string) => Promise<readonly StepLine[]>;
}

export const readCases = <State>(db: Executor, kind: string): ReadCases<State> => ({
  list: listCases(db, kind),
  read: readCase(db, kind),
  steps: readSteps(db, kind),
});

/** One line of a case's history. */
export interface StepLine {
  readonly revision: number;
  readonly fact: { readonly kind: string };
  readonly at: Date;
  readonly by: string;
  readonly requestId: string | undefined;
}

/** Everything that happened to a case, in order. */
export const readSteps =
  (db: Executor, kind: string) =>
  async (id: string): Promise<readonly StepLine[]> => {
    const { rows } = await db.query<StepLine>(
      `SELECT revision, fact, at, by, request_id AS "requestId" FROM chassis.case_step
       WHERE kind = $1 AND id = $2 ORDER BY revision`,
      [kind, id],
    );
    return rows;
  };
