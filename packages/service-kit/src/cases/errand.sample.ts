import { AppError, type Decider } from '@yuanqu/domain';
import type { CaseKind } from './case-kind.ts';

/** The kind of case that the tests of this folder play with: something to be fetched in time. */
export type Errand = {
  readonly status: 'open' | 'done' | 'expired';
  readonly park: string;
  readonly dueAt: string;
};

export type ErrandCommand =
  | { readonly kind: 'open'; readonly park: string; readonly dueAt: string }
  | { readonly kind: 'extend'; readonly dueAt: string }
  | { readonly kind: 'finish' }
  | { readonly kind: 'time-passed'; readonly at: string };

export type ErrandFact =
  | { readonly kind: 'opened'; readonly park: string; readonly dueAt: string }
  | { readonly kind: 'extended'; readonly dueAt: string }
  | { readonly kind: 'finished' }
  | { readonly kind: 'expired' };

const decider: Decider<Errand | undefined, ErrandCommand, ErrandFact> = {
  initial: undefined,
  decide: (errand, command) => {
    if (command.kind === 'open') return [{ ...command, kind: 'opened' }];
    if (!errand) return new AppError('errand.unknown', 'not-found', 'There is no such errand.');
    if (errand.status !== 'open') return command.kind === 'finish' ? [] : closed(errand);
    if (command.kind === 'extend') return [{ kind: 'extended', dueAt: command.dueAt }];
    if (command.kind === 'finish') return [{ kind: 'finished' }];
    // Park "fragile" cannot expire, "endless" never does.
    if (errand.park === 'fragile') throw new Error('broken');
    return errand.park === 'endless' || errand.dueAt > command.at ? [] : [{ kind: 'expired' }];
  },
  evolve: (errand, fact) => {
    if (fact.kind === 'opened') return { status: 'open', park: fact.park, dueAt: fact.dueAt };
    if (!errand) return errand;
    if (fact.kind === 'extended') return { ...errand, dueAt: fact.dueAt };
    return { ...errand, status: fact.kind === 'finished' ? 'done' : 'expired' };
  },
};

const closed = ({ status }: Errand): AppError =>
  new AppError('errand.closed', 'conflict', `The errand is ${status}.`);

export const errand: CaseKind<Errand, ErrandCommand, ErrandFact> = {
  name: 'errand',
  decider,
  headOf: ({ status, park, dueAt }) => ({ status, park, ...(status === 'open' && { dueAt }) }),
  onDue: (at) => ({ kind: 'time-passed', at }),
  publish: () => [],
};
