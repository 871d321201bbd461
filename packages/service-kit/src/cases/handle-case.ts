import { AppError } from '@yuanqu/domain';
import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import type { CaseFile } from './case-file.ts';
import type { CaseFact, CaseHead, CaseKind, CaseStep } from './case-kind.ts';
import { lockCase, saveSteps } from './case-store.ts';
import type { Deed } from './deed.ts';

/** A case after a command, and what is to be appended to the outbox as the transaction's last statement. */
export interface HandledCase<State> {
  readonly file: CaseFile<State>;
  readonly events: readonly NewEvent[];
}

export interface CommandOptions {
  /** The revision that the caller saw; another one now refuses the command. */
  readonly expected?: number | undefined;
}

/**
 * Gives a command to a case in the caller's transaction: lock, decide, save state and steps. A command that changes
 * nothing makes no step. Throws what the decider refuses with, and `request.changed-meanwhile` when the case has moved on
 * from the expected revision.
 */
export async function handleCase<State, Command, Fact extends CaseFact>(
  tx: Executor,
  kind: CaseKind<State, Command, Fact>,
  id: string,
  command: Command,
  deed: Deed,
  { expected }: CommandOptions = {},
): Promise<HandledCase<State>> {
  const before = await lockCase<State>(tx, kind.name, id);
  if (before) checkRevision(before, expected);
  const facts = kind.decider.decide(before?.state, command);
  if (facts instanceof AppError) throw facts;
  const steps = stepsOf(kind, before, id, facts, deed);
  const last = steps.at(-1);
  if (!last) return { file: before ?? unknownCase(kind.name), events: [] };
  const head = kind.headOf(last.state);
  await saveSteps(tx, kind.name, head, steps);
  return { file: fileAfter(before, head, last), events: steps.flatMap(kind.publish) };
}

function stepsOf<State, Command, Fact extends CaseFact>(
  { name, decider }: CaseKind<State, Command, Fact>,
  before: CaseFile<State> | undefined,
  id: string,
  facts: readonly Fact[],
  deed: Deed,
): readonly CaseStep<State, Fact>[] {
  let state = before?.state;
  return facts.map((fact, index) => {
    state = decider.evolve(state, fact);
    if (state === undefined) throw new Error(`${name}: the fact ${fact.kind} left no state`);
    return { id, revision: (before?.revision ?? 0) + index + 1, fact, state, deed };
  });
}

const fileAfter = <State, Fact>(
  before: CaseFile<State> | undefined,
  { status, park, party, dueAt }: CaseHead,
  { id, revision, state, deed }: CaseStep<State, Fact>,
): CaseFile<State> => ({
  id,
  status,
  park,
  party,
  dueAt: dueAt === undefined ? undefined : new Date(dueAt),
  revision,
  state,
  openedAt: before?.openedAt ?? deed.at,
  changedAt: deed.at,
  stuckBecause: undefined,
});

/** Throws `request.changed-meanwhile` when a locked case, or whatever else counts its changes, is not at the expected revision any more. */
export function checkRevision(
  { revision }: { readonly revision: number },
  expected: number | undefined,
): void {
  if (expected !== undefined && revision !== expected)
    throw new AppError('request.changed-meanwhile', 'conflict', 'It was changed in the meantime.', {
      revision,
    });
}

/**
 * As `checkRevision`, for what is entered under a name of its own: the first entry goes without a revision, a later one not.
 * Throws `request.precondition-required` too.
 */
export function checkEntry(
  known: { readonly revision: number } | undefined,
  expected: number | undefined,
): void {
  if (!known) return;
  if (expected === undefined)
    throw new AppError('request.precondition-required', 'conflict', 'If-Match is missing', {
      revision: known.revision,
    });
  checkRevision(known, expected);
}

/** A decider gives facts or an error for a case that isn't there. */
function unknownCase(name: string): never {
  throw new Error(`${name}: a command to a case that is not there was taken and made nothing happen`);
}
