import { AppError, fold, type Decider } from '@yuanqu/domain';
import { expect } from 'vitest';

/** What of an AppError a test pins down; its message is for people and may change. */
export type Refusal = Pick<AppError, 'code'> & Partial<Pick<AppError, 'kind' | 'details'>>;

export type Given<Command, Event> = (events: readonly Event[]) => {
  readonly when: (command: Command) => {
    /** Expects exactly these events, which the decider must also be able to fold, or this refusal. */
    readonly then: (expected: readonly Event[] | Refusal) => void;
  };
};

/**
 * A specification of a decider: `const given = givenFor(unit)`, and in each test
 * `given(events).when(command).then(events | { code })`.
 */
export const givenFor =
  <State, Command, Event>(decider: Decider<State, Command, Event>): Given<Command, Event> =>
  (history) => ({
    when: (command) => ({
      // oxlint-disable-next-line unicorn/no-thenable -- the word of the pattern; nobody awaits a specification
      then: (expected) => check(decider, history, command, expected),
    }),
  });

function check<State, Command, Event>(
  decider: Decider<State, Command, Event>,
  history: readonly Event[],
  command: Command,
  expected: readonly Event[] | Refusal,
): void {
  const state = fold(decider, history);
  const outcome = decider.decide(state, command);
  if (isRefusal(expected)) {
    const { code, kind, details } = expected;
    expect(outcome, 'expected a refusal').toBeInstanceOf(AppError);
    expect(outcome).toMatchObject({ code, ...(kind && { kind }), ...(details && { details }) });
    return;
  }
  expect(outcome).toEqual(expected);
  expected.reduce(decider.evolve, state);
}

const isRefusal = (expected: readonly unknown[] | Refusal): expected is Refusal => !Array.isArray(expected);
