import type { Executor } from '@yuanqu/messaging';
import { monthsToJudge, type TablePlan } from '../../domain/standing/months-to-judge.ts';
import type { ListClosed, ListDone, ListPublished } from './standing-ports.ts';

export interface PlanPorts {
  readonly listPublished: ListPublished;
  readonly listClosed: ListClosed;
  readonly listDone: ListDone;
}

/** What is to be done with the tables that operators have not been judged by. */
export const plansOf = async (
  { listPublished, listClosed, listDone }: PlanPorts,
  db: Executor,
): Promise<readonly TablePlan[]> =>
  monthsToJudge(await listPublished(db), await listDone(db), await listClosed(db));
