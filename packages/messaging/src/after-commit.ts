import type { Executor } from './executor.ts';

const waiting = new WeakMap<Executor, (() => void)[]>();

/** Has something done once this transaction has committed, and never if it does not. It must be quick and not throw. */
export function afterCommit(tx: Executor, action: () => void): void {
  const actions = waiting.get(tx);
  if (actions) actions.push(action);
  else waiting.set(tx, [action]);
}

/** For whoever commits: what was to be done after this transaction, which is forgotten with it. */
export function takeAfterCommit(tx: Executor): readonly (() => void)[] {
  const actions = waiting.get(tx) ?? [];
  waiting.delete(tx);
  return actions;
}
