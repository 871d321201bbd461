import type { AppError } from './app-error.ts';

/**
 * The pure core of an aggregate (after Chassaing's decider): `decide` says what a command makes happen or why not,
 * `evolve` folds what happened. Both are total and synchronous; time and ids come in with the command.
 */
export interface Decider<State, Command, Event> {
  readonly initial: State;
  readonly decide: (state: State, command: Command) => readonly Event[] | AppError;
  readonly evolve: (state: State, event: Event) => State;
}

/** The state after these events. */
export const fold = <State, Event>(
  decider: Pick<Decider<State, never, Event>, 'initial' | 'evolve'>,
  events: readonly Event[],
): State => events.reduce(decider.evolve, decider.initial);
