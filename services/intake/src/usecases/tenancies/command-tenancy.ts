import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import type { CaseFile, Deed, OnCase } from '@yuanqu/service-kit';
import type { TenancyCommand } from '../../domain/tenancies/tenancy-facts.ts';
import type { Tenancy } from '../../domain/tenancies/tenancy.ts';
import { makeHandleTenancy } from './handle-tenancy.ts';
import type { TenancyPorts } from './tenancy-ports.ts';

/** Gives a command to one tenancy, in a transaction of its own, with what else belongs to it. */
export type CommandTenancy = (
  on: OnCase,
  given: (at: Date, tx: Executor) => TenancyCommand | Promise<TenancyCommand>,
  alsoDo?: (tx: Executor, tenancy: Tenancy, deed: Deed) => Promise<readonly NewEvent[]>,
) => Promise<CaseFile<Tenancy>>;

export const makeCommandTenancy = ({
  transaction,
  append,
  clock,
  ...following
}: TenancyPorts): CommandTenancy => {
  const handle = makeHandleTenancy(following);
  return ({ id, expected, who }, given, alsoDo = nothingElse) =>
    transaction(async (tx) => {
      const deed = { ...who, at: clock() };
      const { file, events } = await handle(tx, id, await given(deed.at, tx), deed, { expected });
      await append(tx, [...events, ...(await alsoDo(tx, file.state, deed))]);
      return file;
    });
};

const nothingElse = (): Promise<readonly NewEvent[]> => Promise.resolve([]);
