import type { Clock } from '@yuanqu/domain';
import type { Outbox } from '@yuanqu/messaging';
import type { Transaction } from '../database/transaction.ts';
import type { CaseFile } from './case-file.ts';
import type { CaseFact, CaseKind } from './case-kind.ts';
import type { Who } from './deed.ts';
import { type CommandOptions, handleCase } from './handle-case.ts';

export interface CasePorts {
  readonly transaction: Transaction;
  readonly append: Outbox['append'];
  readonly clock: Clock;
}

/** Gives a command to one case, in a transaction of its own. */
export type CommandCase<State, Command> = (
  id: string,
  command: Command,
  who: Who,
  options?: CommandOptions,
) => Promise<CaseFile<State>>;

/** For commands that touch nothing but their case; others call `handleCase` in their own transaction. */
export const makeCommandCase =
  <State, Command, Fact extends CaseFact>(
    kind: CaseKind<State, Command, Fact>,
    { transaction, append, clock }: CasePorts,
  ): CommandCase<State, Command> =>
  (id, command, who, options) =>
    transaction(async (tx) => {
      const { file, events } = await handleCase(tx, kind, id, command, { ...who, at: clock() }, options);
      await append(tx, events);
      return file;
    });
