import { Month } from '@yuanqu/domain';

/** A published version of a month's table. */
export interface PublishedTable {
  readonly month: Month;
  readonly version: number;
  /** The month was opened again after this version. */
  readonly isReopened: boolean;
}

export interface DoneTable {
  readonly month: Month;
  readonly version: number;
  readonly outcome: 'judged' | 'superseded' | 'before-first';
}

export type TablePlan =
  | { readonly how: DoneTable['outcome']; readonly month: Month; readonly version: number }
  | {
      readonly how: 'waits';
      readonly month: Month;
      readonly version: number;
      /** The month whose publication it waits for. */
      readonly waitsFor: Month;
    };

/**
 * What is to be done with the published tables that nobody has been judged by yet, in order: months are judged one after
 * the other from the first one on. A month that is missing, or open again, holds the later ones until it is published; of
 * several versions the newest counts; months before the first one judged are left alone, since nothing reaches back. So that
 * the order of publishing does not decide which is the first, months that are closed right before it are waited for, too.
 */
export function monthsToJudge(
  published: readonly PublishedTable[],
  done: readonly DoneTable[],
  closed: readonly Month[] = [],
): readonly TablePlan[] {
  const isDone = new Set(done.map(({ month, version }) => `${month} ${version}`));
  const judged = new Set(done.filter(({ outcome }) => outcome === 'judged').map(({ month }) => month));
  const todo = published
    .filter(({ month, version }) => !isDone.has(`${month} ${version}`))
    .toSorted((a, b) => Month.compare(a.month, b.month) || a.version - b.version);
  const first = [...judged].toSorted()[0] ?? firstOf(todo[0]?.month, closed);
  const planOf = (table: PublishedTable): TablePlan => {
    const { month, version, isReopened } = table;
    const plan = (how: DoneTable['outcome']): TablePlan => ({ how, month, version });
    if (published.some((other) => other.month === month && other.version > version))
      return plan('superseded');
    if (first !== undefined && month < first) return plan('before-first');
    const gap =
      first === undefined
        ? undefined
        : Month.between(first, Month.previous(month)).find((earlier) => !judged.has(earlier));
    const waitsFor = isReopened ? month : gap;
    if (waitsFor !== undefined) return { how: 'waits', month, version, waitsFor };
    judged.add(month);
    return plan('judged');
  };
  return todo.map(planOf);
}

/** The first of the months in a row that are closed and lead up to one. */
function firstOf(month: Month | undefined, closed: readonly Month[]): Month | undefined {
  let first = month;
  while (first !== undefined && closed.includes(Month.previous(first))) first = Month.previous(first);
  return first;
}
