import type { Executor } from '@yuanqu/messaging';
import type { CaseFile, OnCase } from '@yuanqu/service-kit';
import type { ApplicationCommand } from '../../domain/applications/application-facts.ts';
import type { Application } from '../../domain/applications/application.ts';
import type { ApplicationPorts } from './application-ports.ts';
import { handleApplication } from './handle-application.ts';

/** Gives a command to one application, in a transaction of its own; what it needs to know may be read in it. */
export const makeCommandApplication =
  ({ transaction, append, clock }: Pick<ApplicationPorts, 'transaction' | 'append' | 'clock'>) =>
  (
    { id, expected, who }: OnCase,
    given: (at: Date, tx: Executor) => ApplicationCommand | Promise<ApplicationCommand>,
  ): Promise<CaseFile<Application>> =>
    transaction(async (tx) => {
      const at = clock();
      const command = await given(at, tx);
      const { file, events } = await handleApplication(tx, id, command, { ...who, at }, { expected });
      await append(tx, events);
      return file;
    });
