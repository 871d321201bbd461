import type { Sentence } from '@yuanqu/domain';
import {
  type Admission,
  type AdmissionFacts,
  type AdmissionOutcome,
  admit,
  type RuleOutcome,
} from './admission.ts';
import type { PolicyDefinition } from './policy-definition.ts';

/** What a version says of an application that was judged by another. */
export interface Rejudged {
  readonly before: AdmissionOutcome;
  readonly after: AdmissionOutcome;
  /** What stood against it then, and what would now: the sentences of the rules that were not met or could not be judged. */
  readonly reasonsBefore: readonly Sentence[];
  readonly reasonsAfter: readonly Sentence[];
}

/** Judges once more, by another definition. */
export function rejudge(
  definition: Pick<PolicyDefinition, 'admission'>,
  facts: AdmissionFacts,
  before: Admission,
): Rejudged {
  const after = admit(definition, facts);
  return {
    before: before.outcome,
    after: after.outcome,
    reasonsBefore: before.rules.filter(isObjection).map(sentenceOf),
    reasonsAfter: after.rules.filter(isObjection).map(sentenceOf),
  };
}

const isObjection = ({ result }: RuleOutcome): boolean => result !== 'passed';
const sentenceOf = ({ sentence }: RuleOutcome): Sentence => sentence;

/** How many applications went from which outcome to which. */
export interface OutcomeChange {
  readonly from: AdmissionOutcome;
  readonly to: AdmissionOutcome;
  readonly applications: number;
}

/** Counts what was rejudged by its outcomes before and after, changed and unchanged; the most frequent first. */
export function countChanges(
  rejudged: Iterable<Pick<Rejudged, 'before' | 'after'>>,
): readonly OutcomeChange[] {
  const counts = new Map<string, OutcomeChange>();
  for (const { before: from, after: to } of rejudged) {
    const key = `${from} ${to}`;
    counts.set(key, { from, to, applications: (counts.get(key)?.applications ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((one, other) => other.applications - one.applications);
}
