import { type Clock, Day, formatInstant } from '@yuanqu/domain';
import type { CommandCase, OnCase } from '@yuanqu/service-kit';
import type { StandingCommand } from '../../domain/standing/standing-facts.ts';
import type { Evidence, Standing } from '../../domain/standing/standing.ts';

interface Ports {
  readonly command: CommandCase<Standing, StandingCommand>;
  readonly clock: Clock;
}

/** What people do to a standing. Errors: those of the decider. */
export const makeCommandStanding = ({ command, clock }: Ports) => {
  const give = ({ id, expected, who }: OnCase, given: StandingCommand) =>
    command(id, given, who, { expected });
  const deed = ({ who }: OnCase) => ({ by: who.by, at: clock().toISOString() });
  return {
    submitPlan: (on: OnCase, words: string, doneBy: Day) =>
      give(on, { kind: 'submit-plan', words, doneBy: formatInstant(Day.endMs(doneBy)), ...deed(on) }),
    returnPlan: (on: OnCase, reason: string) => give(on, { kind: 'return-plan', reason, ...deed(on) }),
    acceptRectification: (on: OnCase, words: string) =>
      give(on, { kind: 'accept-rectification', words, ...deed(on) }),
    holdInterview: (on: OnCase, minutes: string) =>
      give(on, { kind: 'hold-interview', minutes, ...deed(on) }),
    proposeClearOut: (on: OnCase, reason: string) =>
      give(on, { kind: 'propose-clear-out', reason, ...deed(on) }),
    dropClearOut: (on: OnCase, reason: string) => give(on, { kind: 'drop-clear-out', reason, ...deed(on) }),
    decideClearOut: (on: OnCase, lastDay: Day, reason: string) =>
      give(on, { kind: 'decide-clear-out', lastDay, reason, ...deed(on) }),
    appeal: (on: OnCase, words: string, evidence: readonly Evidence[]) =>
      give(on, { kind: 'appeal', words, evidence, ...deed(on) }),
    decideAppeal: (on: OnCase, upheld: boolean, reason: string) =>
      give(on, { kind: 'decide-appeal', upheld, reason, ...deed(on) }),
    pause: (on: OnCase, untilDay: Day, reason: string) =>
      give(on, { kind: 'pause', untilDay, reason, ...deed(on) }),
    resume: (on: OnCase, reason: string) => give(on, { kind: 'resume', reason, ...deed(on) }),
  };
};

export type CommandStanding = ReturnType<typeof makeCommandStanding>;
