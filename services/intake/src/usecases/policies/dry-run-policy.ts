import type { Executor } from '@yuanqu/messaging';
import { type CaseFile, everyCase, listCases } from '@yuanqu/service-kit';
import type { Application } from '../../domain/applications/application.ts';
import { countChanges, type OutcomeChange, rejudge, type Rejudged } from '../../domain/policies/dry-run.ts';
import type { Policy } from '../../domain/policies/policy.ts';
import { applicationKind } from '../applications/application-kind.ts';
import { factsOf } from '../applications/judge-admission.ts';

/** An application that another version would have decided otherwise. */
export interface DecidedOtherwise extends Rejudged {
  readonly application: CaseFile<Application>;
}

export interface DryRun {
  /** How many applications of the park have been judged so far. */
  readonly judged: number;
  readonly changes: readonly OutcomeChange[];
  readonly otherwise: number;
  /** The newest of them. */
  readonly items: readonly DecidedOtherwise[];
}

/** Runs a version dry on the park's past applications. Changes nothing. */
export type DryRunPolicy = (policy: Policy, limit: number) => Promise<DryRun>;

export const makeDryRunPolicy =
  (db: Executor): DryRunPolicy =>
  async ({ park, definition }, limit) => {
    const outcomes: Pick<Rejudged, 'before' | 'after'>[] = [];
    const items: DecidedOtherwise[] = [];
    let otherwise = 0;
    const list = listCases<Application>(db, applicationKind.name);
    for await (const application of everyCase(list, { parks: '*', park })) {
      const { admission, content } = application.state;
      if (!admission) continue;
      const rejudged = rejudge(definition, factsOf(content), admission);
      outcomes.push({ before: rejudged.before, after: rejudged.after });
      if (rejudged.before === rejudged.after) continue;
      otherwise += 1;
      if (items.length < limit) items.push({ ...rejudged, application });
    }
    return { judged: outcomes.length, changes: countChanges(outcomes), otherwise, items };
  };
