import type { Executor } from '@yuanqu/messaging';
import { caseColumns, type CaseFile, type CaseRow, toCaseFile } from './case-file.ts';
import type { CaseFact, CaseHead, CaseStep } from './case-kind.ts';

/** Reads a case and locks it until the transaction ends. */
export async function lockCase<State>(
  tx: Executor,
  kind: string,
  id: string,
): Promise<CaseFile<State> | undefined> {
  const { rows } = await tx.query<CaseRow>(
    `SELECT ${caseColumns} FROM chassis.case_file WHERE kind = $1 AND id = $2 FOR NO KEY UPDATE`,
    [kind, id],
  );
  return rows[0] && toCaseFile<State>(rows[0]);
}

/** Writes the state after the last of the steps, and the steps, in one statement. */
export async function saveSteps<State, Fact extends CaseFact>(
  tx: Executor,
  kind: string,
  head: CaseHead,
  steps: readonly CaseStep<State, Fact>[],
): Promise<void> {
  const last = steps.at(-1);
  if (!last) return;
  const { id, revision, state, deed } = last;
  await tx.query(saveStatement, [
    kind,
    id,
    head.status,
    head.park,
    head.party,
    head.dueAt,
    revision,
    JSON.stringify(state),
    deed.at,
    steps.map((step) => step.revision),
    steps.map(({ fact }) => JSON.stringify(fact)),
    deed.by,
    deed.context.requestId,
  ]);
}

// A case that goes on is no longer stuck.
const saveStatement = `
  WITH steps AS (
    INSERT INTO chassis.case_step (kind, id, revision, fact, at, by, request_id)
    SELECT $1, $2::uuid, revision, fact::jsonb, $9::timestamptz, $12, $13 FROM unnest($10::int[], $11::text[]) AS step (revision, fact)
  )
  INSERT INTO chassis.case_file (kind, id, status, park, party, due_at, revision, state, opened_at, changed_at)
  VALUES ($1, $2::uuid, $3, $4, $5, $6::timestamptz, $7, $8::jsonb, $9, $9)
  ON CONFLICT (kind, id) DO UPDATE SET
    status = EXCLUDED.status, park = EXCLUDED.park, party = EXCLUDED.party, due_at = EXCLUDED.due_at,
    revision = EXCLUDED.revision, state = EXCLUDED.state, changed_at = EXCLUDED.changed_at, stuck_because = NULL`;
